"""
A roster that tests write in and read from, with the use cases as they are called.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import event, select

from services.roster.domain.actor import Actor
from services.roster.domain.attendance import Outcome
from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases import queries
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.close_session import close_session
from services.roster.usecases.create_group import create_group
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.mark_attendance import mark_attendance
from services.roster.usecases.plan_session import plan_session
from services.roster.usecases.reopen_session import reopen_session
from services.roster.usecases.take_cancellation import take_cancellation
from services.roster.usecases.unmark_attendance import unmark_attendance
from shared.bus.cause import Cause
from shared.bus.tables import outbox
from shared.contracts.envelope import read_envelope
from shared.contracts.roster.groups import GroupBegun
from shared.kernel.organisations import Organisation, Role

TUESDAY = date(2026, 11, 17)
TUESDAY_TEN = datetime(2026, 11, 17, 9, tzinfo=UTC)
TUESDAY_NOON = TUESDAY_TEN + timedelta(hours=2)
AN_HOUR_BEFORE = TUESDAY_TEN - timedelta(hours=1)
WEDNESDAY = TUESDAY_NOON + timedelta(days=1)
A_WEEK = timedelta(days=7)
COORDINATOR = Actor(role=Role.COORDINATOR, organisation=Organisation.HOUSING_TEAM)


class Book:
    """
    One roster; each call is a transaction of its own, as a request would be.
    """

    def __init__(self, engine):
        self.engine = engine
        self._group_id = None

    def uow(self, *, now=TUESDAY_NOON):
        cause = Cause.first(now=now, organisation=Organisation.HOUSING_TEAM)
        return RosterUnitOfWork(self.engine, cause=cause)

    @property
    def group_id(self):
        if self._group_id is None:
            self._group_id = self.new_group()
        return self._group_id

    def new_group(self):
        return create_group(
            name="Tirsdagsgruppen",
            weekday=1,
            starts_at=time(10),
            ends_at=time(12),
            place="Børnehuset",
            uow=self.uow(),
        )

    def mother(self, name="Nevra", *, today=date(2026, 9, 1), **told):
        mother, _ = self.mother_with_children(name, today=today, **told)
        return mother.id

    def mother_with_children(
        self,
        name,
        *,
        today=date(2026, 9, 1),
        born_on=(),
        group_id=None,
        suggested_by=None,
        now=TUESDAY_NOON,
        **told,
    ):
        children = tuple(RowChild(first_name=None, born_on=day) for day in born_on)
        row = RosterRow(line=1, display_name=name, children=children, **told)
        return add_mother(
            group_id=group_id or self.group_id,
            told=row,
            today=today,
            heard_by=Role.COORDINATOR,
            suggested_by=suggested_by,
            uow=self.uow(now=now),
        )

    def decline(
        self,
        mother_id,
        *,
        said_on=TUESDAY,
        by=Role.COORDINATOR,
        now=TUESDAY_NOON,
        **told,
    ):
        return decline_mother(
            mother_id=mother_id,
            said_on=said_on,
            by=by,
            now=now,
            uow=self.uow(),
            **told,
        )

    def session(self, day=TUESDAY, *, group_id=None, **told):
        times = {"starts_at": None, "ends_at": None, "theme": None}
        group_id = group_id or self.group_id
        session = plan_session(
            group_id=group_id, day=day, **times | told, uow=self.uow()
        )
        return session.id

    def mark(self, session_id, mother_id, outcome=Outcome.ATTENDED):
        return mark_attendance(
            session_id=session_id,
            mother_id=mother_id,
            outcome=outcome,
            now=TUESDAY_TEN,
            uow=self.uow(),
        )

    def unmark(self, session_id, mother_id, *, seen_version=None, now=TUESDAY_TEN):
        return unmark_attendance(
            session_id=session_id,
            mother_id=mother_id,
            seen_version=seen_version,
            now=now,
            uow=self.uow(),
        )

    def cancellation(
        self, session_id, mother_id, *, received_at=AN_HOUR_BEFORE, now=TUESDAY_NOON
    ):
        return take_cancellation(
            session_id=session_id,
            mother_id=mother_id,
            received_at=received_at,
            channel="text",
            by=COORDINATOR,
            now=now,
            uow=self.uow(now=now),
        )

    def close(self, session_id, *, seen_version=None, now=TUESDAY_NOON):
        return close_session(
            session_id=session_id,
            seen_version=seen_version,
            by=COORDINATOR,
            now=now,
            uow=self.uow(now=now),
        )

    def reopen(self, session_id, *, seen_version=None, now=WEDNESDAY):
        return reopen_session(
            session_id=session_id,
            seen_version=seen_version,
            by=COORDINATOR,
            now=now,
            uow=self.uow(now=now),
        )

    def closed(self, day, *, attended=(), cancelled=()):
        """
        Enter a whole past session: who came, who cancelled; all others missed.
        """
        session_id = self.session(day)
        for mother_id in attended:
            self.mark(session_id, mother_id)
        for mother_id in cancelled:
            start = datetime.combine(day, time(6), tzinfo=UTC)
            self.cancellation(session_id, mother_id, received_at=start)
        self.close(session_id)
        return session_id

    def outcomes(self, session_id):
        seen = queries.register(session_id=session_id, uow=self.uow())
        return {
            line.mother.id: line.attendance and line.attendance.outcome
            for line in seen.lines
        }

    def announced(self, kind=None):
        """
        Return the envelopes in the outbox, the oldest first.

        That there is a group is scenery, and heard by who asks for it alone.
        """
        envelopes = [read_envelope(body) for body in self.bodies()]
        if kind is None:
            return [one for one in envelopes if not isinstance(one.event, GroupBegun)]
        return [one for one in envelopes if type(one.event) is kind]

    def bodies(self):
        with self.engine.connect() as connection:
            query = select(outbox.c.body).order_by(outbox.c.event_id)
            return list(connection.scalars(query))

    def events(self, kind=None):
        return [one.event for one in self.announced(kind)]

    def forget_events(self):
        with self.engine.begin() as connection:
            connection.execute(outbox.delete())

    @contextmanager
    def statements(self):
        """
        Count the statements that are sent to the database.
        """
        sent = []

        def note(_connection, _cursor, statement, *_rest):
            sent.append(statement)

        event.listen(self.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(self.engine, "before_cursor_execute", note)
