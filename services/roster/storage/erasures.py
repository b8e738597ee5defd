"""
Erasures in the database.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from services.roster.domain.erasure import ANSWERED_WITHIN, Cause, Erasure
from services.roster.storage import tables
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation, Role


class SqlErasures(Repository[Erasure]):
    """
    Everybody who was erased.
    """

    table = tables.erasures

    def newest(self, *, limit: int) -> list[Erasure]:
        columns = self.table.c
        query = select(columns.id).order_by(columns.ordered_at.desc(), columns.id)
        ids = self.connection.scalars(query.limit(limit)).all()
        self.load(ids)
        return [self.get(id_) for id_ in ids]

    def late(self, *, at: datetime) -> list[Erasure]:
        """
        Return those that a service should have confirmed by now.
        """
        columns = self.table.c
        return self.matching(
            columns.completed_at.is_(None), columns.ordered_at < at - ANSWERED_WITHIN
        )

    def to_row(self, thing: Erasure) -> dict[str, Any]:
        confirmed = {name: at.isoformat() for name, at in thing.confirmed.items()}
        return vars(thing) | {"confirmed": confirmed}

    def from_rows(self, rows: Sequence[Any]) -> list[Erasure]:
        return [_erasure(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


def _erasure(row: dict[str, Any]) -> Erasure:
    row["cause"] = Cause(row["cause"])
    row["role"] = Role(row["role"])
    row["organisation"] = Organisation(row["organisation"])
    row["confirmed"] = {
        name: datetime.fromisoformat(at) for name, at in row["confirmed"].items()
    }
    return Erasure(**row)
