"""
Sessions and their registers in the database.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.roster.domain.attendance import Outcome
from services.roster.domain.errors import SessionNotFound
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.storage import tables
from services.roster.storage.attendances import (
    LINE_KEY,
    Lines,
    changed_rows,
    histories,
    lines_of,
)
from services.roster.usecases.ports import History
from shared.db.counts import counts_by
from shared.db.repository import Repository
from shared.db.writes import Writes


class SqlSessions(Repository[Session]):
    """
    The sessions of every group.

    Whoever marks in a register holds its session's row, so two people who mark at the
    same time take turns and neither mark is lost.
    """

    table = tables.sessions
    missing = SessionNotFound

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._written: dict[UUID, Lines] = {}

    def starting(self, *, group_id: UUID, at: datetime) -> Session | None:
        columns = self.table.c
        found = self.matching(columns.group_id == group_id, columns.starts_at == at)
        return found[0] if found else None

    def soonest(
        self,
        *,
        group_id: UUID | None,
        start: datetime | None,
        end: datetime | None,
        limit: int,
    ) -> list[Session]:
        """
        Return the sessions from ``start`` on and before ``end``, the earliest first.
        """
        return self._listed(group_id, start, end, limit=limit, latest=False)

    def latest(self, *, end: datetime, limit: int) -> list[Session]:
        """
        Return the sessions that began before ``end``, the latest first.
        """
        return self._listed(None, None, end, limit=limit, latest=True)

    def histories(
        self, *, mother_ids: Sequence[UUID], before: datetime
    ) -> dict[UUID, History]:
        """
        Return with one query what became of these mothers at all sessions before.
        """
        return histories(self.connection, mother_ids=mother_ids, before=before)

    def counts_by_state(self, *, start: datetime, end: datetime) -> dict[str, int]:
        columns = self.table.c
        return counts_by(
            self.connection, columns.state, columns.starts_at.between(start, end)
        )

    def counts_by_outcome(self, *, start: datetime, end: datetime) -> dict[str, int]:
        """
        Return how many lines of the registers of these sessions say what.
        """
        lines = tables.attendances
        return counts_by(
            self.connection,
            lines.c.outcome,
            lines.c.outcome.is_not(None),
            self.table.c.starts_at.between(start, end),
            within=lines.join(self.table, self.table.c.id == lines.c.session_id),
        )

    def came_to_another(self, mother_id: UUID, *, than: UUID) -> bool:
        """
        Return whether she was at any other session.
        """
        lines = tables.attendances
        query = select(lines.c.session_id).where(
            lines.c.mother_id == mother_id,
            lines.c.session_id != than,
            lines.c.outcome == Outcome.ATTENDED,
        )
        return self.connection.scalar(query.limit(1)) is not None

    def to_row(self, thing: Session) -> dict[str, Any]:
        return {column.name: getattr(thing, column.name) for column in self.table.c}

    def from_rows(self, rows: Sequence[Any]) -> list[Session]:
        lines = lines_of(self.connection, [row.id for row in rows])
        self._written |= lines
        return [_session(dict(row._mapping), lines[row.id]) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.

    def write_children(self, things: Sequence[Session], writes: Writes) -> None:
        rows = [
            row
            for session in things
            for row in changed_rows(session, self._written.get(session.id, Lines()))
        ]
        writes.overwrite(tables.attendances, rows, key=LINE_KEY)
        self._written |= {session.id: Lines.of(session) for session in things}

    def _listed(
        self,
        group_id: UUID | None,
        start: datetime | None,
        end: datetime | None,
        *,
        limit: int,
        latest: bool,
    ) -> list[Session]:
        columns = self.table.c
        order = columns.starts_at.desc() if latest else columns.starts_at.asc()
        query = select(columns.id).order_by(order, columns.id).limit(limit)
        if group_id is not None:
            query = query.where(columns.group_id == group_id)
        if start is not None:
            query = query.where(columns.starts_at >= start)
        if end is not None:
            query = query.where(columns.starts_at < end)
        ids = self.connection.scalars(query).all()
        self.load(ids)
        return [self.get(id_) for id_ in ids]


def _session(row: dict[str, Any], lines: Lines) -> Session:
    row["state"] = SessionState(row["state"])
    return Session(
        **row,
        attendances=dict(lines.attendances),
        taken_back=dict(lines.taken_back),
    )
