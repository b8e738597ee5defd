"""
The lines of registers in the database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.session import Session
from services.roster.storage.tables import attendances, sessions
from services.roster.usecases.ports import History
from shared.db.bulk import among, keys_for
from shared.db.prepared import Prepared
from shared.db.types import UTCDateTime

_COLUMNS = tuple(column.name for column in attendances.c if column.name != "told")
_LINES = Prepared(
    lambda on: attendances.select().where(among(attendances.c.session_id, on=on))
)
_OUTCOMES = Prepared(
    lambda on: (
        select(attendances.c.mother_id, attendances.c.outcome)
        .select_from(
            attendances.join(sessions, sessions.c.id == attendances.c.session_id)
        )
        .where(
            among(attendances.c.mother_id, on=on),
            attendances.c.outcome.is_not(None),
            sessions.c.starts_at < bindparam("before", type_=UTCDateTime),
        )
        .order_by(sessions.c.starts_at.desc(), sessions.c.id.desc())
    )
)
LINE_KEY = ("mother_id", "session_id")


@dataclass(frozen=True)
class Lines:
    """
    The lines of one register as the database has them.
    """

    attendances: dict[UUID, Attendance] = field(default_factory=dict)
    taken_back: dict[UUID, int] = field(default_factory=dict)
    told: dict[UUID, Outcome] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session) -> Self:
        return cls(
            dict(session.attendances), dict(session.taken_back), dict(session.told)
        )

    def outcomes(self) -> dict[UUID, Outcome]:
        return {key: line.outcome for key, line in self.attendances.items()}

    def says(self, mother_id: UUID) -> tuple[Any, ...]:
        """
        Return all that a row tells of one mother, to be compared.
        """
        return (
            self.attendances.get(mother_id),
            self.taken_back.get(mother_id),
            self.told.get(mother_id),
        )


def lines_of(
    connection: Connection, session_ids: Collection[UUID]
) -> dict[UUID, Lines]:
    """
    Read the lines of all these registers with one query.
    """
    found = {session_id: Lines() for session_id in session_ids}
    if not found:
        return found
    for row in connection.execute(
        _LINES.on(connection), keys_for(connection, session_ids)
    ):
        lines = found[row.session_id]
        if row.told is not None:
            lines.told[row.mother_id] = Outcome(row.told)
        if row.outcome is None:
            lines.taken_back[row.mother_id] = row.version
        else:
            lines.attendances[row.mother_id] = _attendance(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's documented name.
    return found


def changed_rows(session: Session, written: Lines) -> Iterator[dict[str, Any]]:
    """
    Yield the rows in which a register differs from what was written.
    """
    now = Lines.of(session)
    for mother_id in (*session.attendances, *session.taken_back):
        if now.says(mother_id) != written.says(mother_id):
            yield _row(session, mother_id)


def histories(
    connection: Connection, *, mother_ids: Collection[UUID], before: datetime
) -> dict[UUID, History]:
    """
    Read what became of these mothers at the sessions before, the newest first.
    """
    found: defaultdict[UUID, list[Outcome]] = defaultdict(list)
    values = {"before": before, **keys_for(connection, mother_ids)}
    for row in connection.execute(_OUTCOMES.on(connection), values):
        found[row.mother_id].append(Outcome(row.outcome))
    return {mother_id: tuple(outcomes) for mother_id, outcomes in found.items()}


def _row(session: Session, mother_id: UUID) -> dict[str, Any]:
    key = {"mother_id": mother_id, "session_id": session.id}
    told = {"told": session.told.get(mother_id)}
    line = session.attendances.get(mother_id)
    if line is not None:
        return {name: getattr(line, name) for name in _COLUMNS} | told
    version = {"version": session.taken_back[mother_id]}
    return dict.fromkeys(_COLUMNS) | key | version | told


def _attendance(row: dict[str, Any]) -> Attendance:
    del row["told"]
    row["outcome"] = Outcome(row["outcome"])
    return Attendance(**row)
