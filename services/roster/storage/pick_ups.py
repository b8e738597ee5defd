"""
Who brings whom, in the database.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, or_, select

from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.errors import PickUpNotFound
from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import Because, PickUpState
from services.roster.domain.register import SessionState
from services.roster.storage import tables
from shared.db.bulk import among, keys_for
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.kernel.organisations import Role


class SqlPickUps(Repository[PickUp]):
    """
    The pick-ups of every group.

    Whoever changes one because of a session holds that session's row, and whoever
    changes one because of what a mother has said holds hers.
    """

    table = tables.pick_ups
    missing = PickUpNotFound

    def of_session(self, session_id: UUID) -> list[PickUp]:
        return self.matching(self.table.c.session_id == session_id)

    def of_sessions(self, session_ids: Iterable[UUID]) -> list[PickUp]:
        keys = keys_for(self.connection, sorted(set(session_ids)))
        return self.answering(_OF_SESSIONS, **keys)

    def of_mother(self, mother_id: UUID) -> list[PickUp]:
        return self.answering(_OF_MOTHER, mother_id=mother_id)

    def that_need(self, mother_id: UUID) -> list[PickUp]:
        """
        Return those in which she is fetched or fetches another, to an open register.
        """
        return self.matching(*self._need(mother_id))

    def sessions_that_need(self, mother_id: UUID) -> list[UUID]:
        """
        Return the sessions of the same, holding nothing: they are held before her.
        """
        query = select(self.table.c.session_id).where(*self._need(mother_id))
        return list(self.connection.scalars(query.distinct()))

    def _need(self, mother_id: UUID) -> tuple[ColumnElement[bool], ...]:
        columns, sessions = self.table.c, tables.sessions
        open_ = select(sessions.c.id).where(sessions.c.state == SessionState.PLANNED)
        return (
            or_(columns.mother_id == mother_id, columns.buddy_id == mother_id),
            columns.session_id.in_(open_),
        )

    def ahead_that_need(
        self, mother_id: UUID, *, group_id: UUID, now: datetime
    ) -> list[PickUp]:
        """
        Return the same, to sessions of one group that have not begun.
        """
        sessions = tables.sessions.c
        ahead = select(sessions.id).where(
            sessions.group_id == group_id, sessions.starts_at > now
        )
        ids = frozenset(self.connection.scalars(ahead))
        return [one for one in self.that_need(mother_id) if one.session_id in ids]

    def to_look_at(self, *, start: datetime, limit: int) -> list[PickUp]:
        """
        Return those of sessions from ``start`` on, and older ones that nobody answered.
        """
        columns, sessions = self.table.c, tables.sessions
        unanswered = columns.state == PickUpState.PLANNED
        ids = self.connection.scalars(
            select(columns.id)
            .join(sessions, sessions.c.id == columns.session_id)
            .where(or_(sessions.c.starts_at >= start, unanswered))
            .order_by(sessions.c.starts_at, columns.meet_at, columns.id)
            .limit(limit)
        ).all()
        self.load(ids)
        return [self.get(id_) for id_ in ids]

    def forget_notes(self, *, before: datetime) -> None:
        """
        Delete what was written about where to meet, of sessions that began before.
        """
        sessions = tables.sessions
        over = select(sessions.c.id).where(sessions.c.starts_at < before)
        columns = self.table.c
        self.connection.execute(
            self.table.update()
            .where(columns.note.is_not(None), columns.session_id.in_(over))
            .values(note=None)
        )

    def to_row(self, thing: PickUp) -> dict[str, Any]:
        told = vars(thing) | vars(thing.arrangement) | {"id": thing.id}
        return {column.name: told[column.name] for column in self.table.c}

    def from_rows(self, rows: Sequence[Any]) -> list[PickUp]:
        return [_pick_up(row) for row in rows]


_OF_SESSIONS = Prepared(
    lambda on: (
        tables.pick_ups.select()
        .where(among(tables.pick_ups.c.session_id, on=on))
        .order_by(tables.pick_ups.c.id)
    )
)
_OF_MOTHER = Prepared(
    lambda _on: (
        tables.pick_ups.select()
        .where(tables.pick_ups.c.mother_id == bindparam("mother_id"))
        .order_by(tables.pick_ups.c.id)
    )
)


def _pick_up(row: Any) -> PickUp:
    return PickUp(
        mother_id=row.mother_id,
        session_id=row.session_id,
        arrangement=Arrangement(
            driver_role=Role(row.driver_role),
            buddy_id=row.buddy_id,
            meet_at=row.meet_at,
            place=MeetingPlace(row.place),
            note=row.note,
        ),
        state=PickUpState(row.state),
        because=Because(row.because) if row.because else None,
        version=row.version,
    )
