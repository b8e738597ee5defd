"""
Sessions and their registers in the database.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    union,
)

from services.roster.domain.attendance import Outcome
from services.roster.domain.close_by import forgotten_from
from services.roster.domain.errors import SessionNotFound
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import Act
from services.roster.domain.session import Session
from services.roster.storage import tables
from services.roster.storage.attendances import (
    LINE_KEY,
    Lines,
    changed_rows,
    histories,
    histories_before,
    lines_of,
    question_of_histories,
    question_of_lines,
)
from services.roster.storage.enrolment_changes import question_of_steps
from services.roster.storage.expected import EXPECTED_AT
from services.roster.storage.session_lists import listing, outcomes_of
from services.roster.usecases.ports import History
from shared.db.ahead import Question, ask_ahead
from shared.db.counts import counts_by
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.db.types import UTCDateTime
from shared.db.writes import Writes
from shared.kernel.clock import on_the_wall

_MOMENT = tables.sessions.c.starts_at.type


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

    def at_the_same_time(
        self, *, group_id: UUID, start: datetime, end: datetime
    ) -> list[Session]:
        """
        Return the group's sessions of which some part lies between these moments.

        One that is not held leaves room for another, but not at the very same start.
        """
        columns = self.table.c
        is_held = columns.state.in_([SessionState.PLANNED, SessionState.CLOSED])
        overlaps = and_(is_held, columns.starts_at < end, columns.ends_at > start)
        return self.matching(
            columns.group_id == group_id, or_(columns.starts_at == start, overlaps)
        )

    def in_calendar(
        self, *, group_id: UUID, start: datetime, end: datetime
    ) -> list[Session]:
        """
        Return the group's sessions that start between these, or were planned to.
        """
        columns = self.table.c
        days = on_the_wall(start).date(), on_the_wall(end).date()
        was_planned = and_(
            columns.planned_for >= days[0], columns.planned_for < days[1]
        )
        starts = and_(columns.starts_at >= start, columns.starts_at < end)
        found = self.matching(columns.group_id == group_id, or_(starts, was_planned))
        return sorted(found, key=lambda session: (session.starts_at, session.id))

    def ids_about(self, mother_id: UUID) -> frozenset[UUID]:
        """
        Return the sessions in whose registers she stands, or to which she is fetched.
        """
        lines, pick_ups = tables.attendances, tables.pick_ups
        query = union(
            select(lines.c.session_id).where(lines.c.mother_id == mother_id),
            select(pick_ups.c.session_id).where(pick_ups.c.mother_id == mother_id),
        )
        return frozenset(self.connection.scalars(query))

    def days_attended(self, mother_id: UUID) -> list[date]:
        """
        Return the days in Copenhagen on which she was there.
        """
        lines = tables.attendances
        query = (
            select(self.table.c.starts_at)
            .join(lines, lines.c.session_id == self.table.c.id)
            .where(lines.c.mother_id == mother_id, lines.c.outcome == Outcome.ATTENDED)
        )
        return [on_the_wall(one).date() for one in self.connection.scalars(query)]

    def group_of(self, session_id: UUID) -> UUID:
        """
        Return a session's group without holding the session: the group is held first.

        Raises SessionNotFound.
        """
        query = select(self.table.c.group_id).where(self.table.c.id == session_id)
        found: UUID | None = self.connection.scalar(query)
        if found is None:
            raise SessionNotFound(id=str(session_id))
        return found

    def has_register_open(self, group_id: UUID, *, at: datetime) -> bool:
        """
        Return whether a session of a group has begun whose register is to be closed.
        """
        columns = self.table.c
        query = select(columns.id).where(
            columns.group_id == group_id,
            columns.state == SessionState.PLANNED,
            columns.starts_at <= at,
        )
        return self.connection.execute(query.limit(1)).first() is not None

    def keep_place(self, *, group_id: UUID, place: str, before: datetime) -> None:
        """
        Write down where the group met, of what began before it moved.
        """
        columns = self.table.c
        self.connection.execute(
            self.table.update()
            .where(
                columns.group_id == group_id,
                columns.place.is_(None),
                columns.starts_at < before,
            )
            .values(place=place)
        )

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
        return self._listed(group_id, start, end, limit=limit)

    def forgotten(self, *, at: datetime, limit: int) -> list[Session]:
        """
        Return the registers that should have been closed by now, the latest first.
        """
        before, by = forgotten_from(at)
        values = {"before": before, "by": by, "limit": limit}
        ids = self.connection.scalars(_FORGOTTEN.on(self.connection), values).all()
        self.load(ids)
        return [self.get(id_) for id_ in ids]

    def glimpsed(
        self,
        *,
        start: datetime | None,
        end: datetime | None,
        limit: int,
        group_id: UUID | None = None,
        latest: bool = False,
    ) -> list[Session]:
        """
        Return sessions, the earliest or the latest first, without their registers.

        For a list, which counts the lines: so they are not among what is known here.
        """
        query, values = listing(
            group_id=group_id, start=start, end=end, limit=limit, latest=latest
        )
        rows = self.connection.execute(query.on(self.connection), values)
        return [_session(dict(row._mapping), Lines()) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.

    def outcomes_of(
        self, session_ids: Collection[UUID]
    ) -> Mapping[UUID, Counter[Outcome]]:
        return outcomes_of(self.connection, session_ids)

    def not_alarmed(self, *, at: datetime) -> list[UUID]:
        """
        Return the forgotten registers of which nobody has been told yet.
        """
        before, by = forgotten_from(at)
        query = _forgotten().where(self.table.c.alarmed_at.is_(None))
        return list(self.connection.scalars(query, {"before": before, "by": by}))

    def histories(
        self, *, mother_ids: Sequence[UUID], before: datetime
    ) -> dict[UUID, History]:
        """
        Return with one query what became of these mothers at all sessions before.
        """
        return histories(self.connection, mother_ids=mother_ids, before=before)

    def get_to_close(self, session_id: UUID) -> Session:
        """
        Return a session, and have all read along with it that its closing will ask.

        Raises SessionNotFound.
        """
        asked = {"session_id": session_id}
        ask_ahead(
            self.connection,
            [
                *self.questions([session_id]),
                self.question(EXPECTED_AT, asked),
                question_of_steps(self.connection, session_id),
                question_of_histories(self.connection, session_id),
            ],
        )
        return self.get(session_id)

    def histories_before(self, session_id: UUID) -> dict[UUID, History]:
        """
        Return the same of all who stand in a register or may be expected there.
        """
        return histories_before(self.connection, session_id)

    def counts_by_state(
        self, *, start: datetime, end: datetime, group_id: UUID | None = None
    ) -> dict[str, int]:
        """
        Return how many of these sessions are what, of one group or of all.
        """
        columns = self.table.c
        conditions: list[ColumnElement[bool]] = [columns.starts_at.between(start, end)]
        if group_id is not None:
            conditions.append(columns.group_id == group_id)
        return counts_by(self.connection, columns.state, *conditions)

    def counts_by_reason(
        self, *, start: datetime, end: datetime, group_id: UUID
    ) -> dict[str, int]:
        """
        Return how many of these sessions were cancelled why.

        Of one that was cancelled before reasons were asked for it is ``not_told``.
        """
        columns, changes = self.table.c, tables.register_changes
        # One that was reinstated in between has been cancelled more than once.
        why = changes.c.id == _last_cancelling()
        return counts_by(
            self.connection,
            func.coalesce(changes.c.reason, "not_told"),
            columns.group_id == group_id,
            columns.state == SessionState.CANCELLED,
            columns.starts_at.between(start, end),
            within=self.table.outerjoin(changes, why),
        )

    def last_not_held(self, *, before: datetime, group_id: UUID) -> datetime | None:
        """
        Return when a group's last cancelled session was to begin, or else its first.
        """
        columns = self.table.c
        is_cancelled = columns.state == SessionState.CANCELLED
        last = func.max(case((is_cancelled, columns.starts_at)))
        query = select(func.coalesce(last, func.min(columns.starts_at), type_=_MOMENT))
        theirs = query.where(columns.group_id == group_id, columns.starts_at < before)
        return self.connection.scalar(theirs)

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

    def below(self, keys: Sequence[UUID]) -> list[Question]:
        return [question_of_lines(self.connection, keys)]

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
    ) -> list[Session]:
        query, values = listing(
            group_id=group_id, start=start, end=end, limit=limit, latest=False
        )
        if not self._writing:
            return self._take(query, values)
        # They are held in the order of their ids.
        rows = self.connection.execute(query.on(self.connection), values).all()
        self.load(row.id for row in rows)
        return [self.get(row.id) for row in rows]


def _last_cancelling() -> ScalarSelect[UUID]:
    """
    Return what cancelled the session of a row last.
    """
    changes = tables.register_changes.alias()
    return (
        select(changes.c.id)
        .where(
            changes.c.session_id == tables.sessions.c.id,
            changes.c.act == Act.SESSION_CANCELLED,
        )
        .order_by(changes.c.version.desc())
        .limit(1)
        .correlate(tables.sessions)
        .scalar_subquery()
    )


def _forgotten() -> Select[UUID]:
    """
    Return the query for the registers that began ``before`` and were due ``by``.
    """
    columns = tables.sessions.c
    before = bindparam("before", type_=UTCDateTime)
    by = bindparam("by", type_=UTCDateTime)
    reopened = columns.reopened_at
    is_long_ago = and_(reopened < before, reopened <= by)
    return select(columns.id).where(
        columns.state == SessionState.PLANNED,
        columns.starts_at < before,
        columns.ends_at <= by,
        or_(reopened.is_(None), is_long_ago),
    )


_FORGOTTEN = Prepared(
    lambda _on: (
        _forgotten()
        .order_by(tables.sessions.c.starts_at.desc(), tables.sessions.c.id)
        .limit(bindparam("limit", type_=Integer))
    )
)


def _session(row: dict[str, Any], lines: Lines) -> Session:
    row["state"] = SessionState(row["state"])
    # A row of before the column does not say that it was told; in a closed register all
    # that stands there was.
    is_closed = row["state"] is SessionState.CLOSED
    stands = lines.outcomes() if is_closed else {}
    return Session(
        **row,
        attendances=dict(lines.attendances),
        taken_back=dict(lines.taken_back),
        told=stands | lines.told,
    )
