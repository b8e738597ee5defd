"""
When those who run the groups are away, in the database.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam

from services.roster.domain.absence import Absence, AbsenceKind, Answer
from services.roster.domain.errors import AbsenceNotFound
from services.roster.storage import tables
from shared.db.prepared import Prepared
from shared.db.repository import Repository


class SqlAbsences(Repository[Absence]):
    """
    The absences of everybody; who is back has none.
    """

    table = tables.absences
    missing = AbsenceNotFound

    def between(self, first: date, last: date) -> list[Absence]:
        """
        Return those of which some day lies between these.
        """
        found = self.answering(_BETWEEN, first=first, last=last)
        return sorted(found, key=lambda one: (one.first_day, one.id))

    def from_day(self, day: date, *, of: Collection[UUID]) -> list[Absence]:
        """
        Return those of these people that are not over.
        """
        columns = self.table.c
        found = self.matching(columns.last_day >= day, columns.user_id.in_(of))
        return sorted(found, key=lambda one: (one.first_day, one.id))

    def forget_older(self, *, than: date) -> None:
        self.connection.execute(self.table.delete().where(self.table.c.last_day < than))

    def to_row(self, thing: Absence) -> dict[str, Any]:
        return {**vars(thing), "answers": [_written(one) for one in thing.answers]}

    def from_rows(self, rows: Sequence[Any]) -> list[Absence]:
        return [_absence(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


_BETWEEN = Prepared(
    lambda _on: (
        tables.absences.select()
        .where(
            tables.absences.c.first_day <= bindparam("last"),
            tables.absences.c.last_day >= bindparam("first"),
        )
        .order_by(tables.absences.c.id)
    )
)


def _absence(row: dict[str, Any]) -> Absence:
    row["kind"] = AbsenceKind(row["kind"])
    row["answers"] = [_read(told) for told in row["answers"]]
    return Absence(**row)


def _written(answer: Answer) -> dict[str, Any]:
    return {
        "session_id": str(answer.session_id),
        "day": answer.day.isoformat(),
        "deputy_id": str(answer.deputy_id),
        "comes": answer.comes,
    }


def _read(told: Mapping[str, Any]) -> Answer:
    return Answer(
        session_id=UUID(told["session_id"]),
        day=date.fromisoformat(told["day"]),
        deputy_id=UUID(told["deputy_id"]),
        comes=told["comes"],
    )
