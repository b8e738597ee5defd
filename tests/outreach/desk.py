"""
The coordinator's desk without web and broker: events come in, announcements go out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, select

from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.mother import Mother
from services.outreach.service import OutreachService
from services.outreach.storage.tables import episodes, follow_ups
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from services.outreach.usecases.complete_follow_up import complete_follow_up
from services.outreach.usecases.log_attempt import log_attempt
from shared.bus.cause import Cause
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.bus.tables import inbox, outbox
from shared.contracts.envelope import Envelope, read_envelope, write_envelope
from shared.contracts.event import Event, LanguageCode, PersonalText
from shared.contracts.roster.attendance import (
    AttendanceCorrected,
    AttendanceExcusedLate,
    AttendanceMissed,
    AttendanceRecorded,
    Outcome,
)
from shared.contracts.roster.enrolment import (
    MotherLeft,
    MotherPaused,
    MotherResumed,
    MotherReturned,
)
from shared.contracts.roster.groups import MotherListed
from shared.contracts.roster.mothers import (
    CommitmentGiven,
    CommitmentWithdrawn,
    ContactChanged,
    MotherDeclined,
)
from shared.contracts.roster.sessions import (
    SessionCancelled,
    SessionPlanned,
    SessionReinstated,
)
from shared.kernel.ids import new_id
from shared.kernel.organisations import PARTNERS, Organisation, Role, first_of
from tests.support.bus import SettableClock, envelope_of

TUESDAY_TEN = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen
TUESDAY_NOON = TUESDAY_TEN + timedelta(hours=2)
WEDNESDAY_TEN = TUESDAY_TEN + timedelta(days=1)
THE_NINTH = date(2027, 3, 9)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """
    One session of two hours.
    """

    id: UUID
    starts_at: datetime = TUESDAY_TEN

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=2)


def meeting(*, week: int = 0) -> Meeting:
    return Meeting(id=new_id(), starts_at=TUESDAY_TEN + timedelta(weeks=week))


@dataclass(frozen=True, kw_only=True)
class Guest:
    """
    One mother of the group, and what the roster tells of her.
    """

    id: UUID

    def missed(self, session: Meeting, *, in_a_row: int = 1) -> AttendanceMissed:
        return AttendanceMissed(
            mother_id=self.id,
            session_id=session.id,
            session_started_at=session.starts_at,
            session_ended_at=session.ends_at,
            missed_in_a_row=in_a_row,
            first_visit=False,
        )

    def excused_late(self, session: Meeting) -> AttendanceExcusedLate:
        return AttendanceExcusedLate(
            mother_id=self.id,
            session_id=session.id,
            session_started_at=session.starts_at,
            session_ended_at=session.ends_at,
            received_at=session.ends_at,
        )

    def corrected(
        self, session: Meeting, *, to: Outcome, was: Outcome = "missed"
    ) -> AttendanceCorrected:
        return AttendanceCorrected(
            mother_id=self.id,
            session_id=session.id,
            session_started_at=session.starts_at,
            session_ended_at=session.ends_at,
            from_outcome=was,
            to_outcome=to,
            missed_in_a_row=1 if to == "missed" else 0,
        )

    def attended(self, session: Meeting) -> AttendanceRecorded:
        return AttendanceRecorded(
            mother_id=self.id,
            session_id=session.id,
            session_started_at=session.starts_at,
            session_ended_at=session.ends_at,
            outcome="attended",
            first_visit=False,
        )

    def declined(self) -> MotherDeclined:
        return MotherDeclined(mother_id=self.id, declined_on=THE_NINTH)

    def paused(self, at: datetime) -> MotherPaused:
        return MotherPaused(mother_id=self.id, changed_at=at, until=None)

    def resumed(self, at: datetime) -> MotherResumed:
        return MotherResumed(mother_id=self.id, changed_at=at)

    def left(self, at: datetime) -> MotherLeft:
        return MotherLeft(mother_id=self.id, changed_at=at)

    def returned(self, at: datetime) -> MotherReturned:
        return MotherReturned(mother_id=self.id, changed_at=at, after="alumni")

    def committed(self, *, on: date = THE_NINTH) -> CommitmentGiven:
        return CommitmentGiven(
            mother_id=self.id, said_on=on, heard_by_role="coordinator"
        )

    def took_yes_back(self, *, on: date = THE_NINTH) -> CommitmentWithdrawn:
        return CommitmentWithdrawn(
            mother_id=self.id, withdrawn_on=on, heard_by_role="coordinator"
        )

    def listed(self, **told: UUID) -> MotherListed:
        """
        Return what the roster tells: her group, or which organisation is not the first.
        """
        firsts = {f"{kind}_id": first_of(kind) for kind in PARTNERS}
        return MotherListed(mother_id=self.id, **firsts | told)

    def contact(
        self,
        *,
        name: str = "Nurgül Akçatepe",
        phone: str | None = "+4567000001",
        languages: Sequence[str] = ("tr", "da"),
        shared_phone: bool = False,
        may_leave_message: bool = True,
        does_not_read: bool = False,
    ) -> ContactChanged:
        return ContactChanged(
            mother_id=self.id,
            display_name=PersonalText(name),
            phone=PersonalText(phone) if phone else None,
            languages=tuple(LanguageCode(code) for code in languages),
            shared_phone=shared_phone,
            may_leave_message=may_leave_message,
            does_not_read=does_not_read,
        )


def planned(session: Meeting, *, group_id: UUID) -> SessionPlanned:
    return SessionPlanned(
        session_id=session.id,
        group_id=group_id,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


def cancelled(session: Meeting, *mothers: Guest) -> SessionCancelled:
    return SessionCancelled(
        session_id=session.id,
        group_id=new_id(),
        starts_at=session.starts_at,
        expected_mother_ids=tuple(each.id for each in mothers),
    )


def reinstated(session: Meeting) -> SessionReinstated:
    return SessionReinstated(
        session_id=session.id,
        group_id=new_id(),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


class Desk:
    """
    Outreach on one database.
    """

    def __init__(self, engine: Engine, clock: SettableClock | None = None) -> None:
        self.engine = engine
        self.clock = clock or SettableClock(TUESDAY_NOON)
        self._consumer = Consumer(
            policies_of(OutreachService), unit_of_work=self._work_for, clock=self.clock
        )

    def hear(self, event: Event, *, version: int = 1) -> None:
        self.take([envelope_of(event, version=version)])

    def take(self, envelopes: Iterable[Envelope]) -> None:
        """
        Apply these as one batch; a policy that fails would be hidden in the inbox.
        """
        self._consumer.take([write_envelope(each) for each in envelopes])

    def uow(self) -> OutreachUnitOfWork:
        return self._work_for(
            Cause.first(now=self.clock.now(), organisation=Organisation.HOUSING_TEAM)
        )

    def mother(self, mother: Guest) -> Mother:
        with self.uow().reading() as uow:
            return uow.mothers.get(mother.id)

    def try_her(
        self,
        mother: Guest,
        outcome: AttemptOutcome,
        *,
        channel: Channel = Channel.CALL,
        version: int | None = None,
    ) -> None:
        follow_up = self.mother(mother).open_follow_ups[0]
        log_attempt(
            follow_up_id=follow_up.id,
            channel=channel,
            outcome=outcome,
            expected_version=version,
            made_already=True,
            by=Role.COORDINATOR,
            now=self.clock.now(),
            uow=self.uow(),
        )

    def pass_on(self, follow_up_id: UUID) -> None:
        """
        Say that a concern is with the health visitor now.
        """
        complete_follow_up(
            follow_up_id=follow_up_id,
            outcome=AttemptOutcome.CONCERN,
            expected_version=None,
            by=Role.COORDINATOR,
            now=self.clock.now(),
            uow=self.uow(),
        )

    def announced(self) -> list[Event]:
        """
        Return what was announced so far, grouped by kind.
        """
        return [each.event for each in self.envelopes()]

    def envelopes(self) -> list[Envelope]:
        with self.engine.connect() as connection:
            bodies = connection.scalars(select(outbox.c.body)).all()
        found = [read_envelope(body) for body in bodies]
        return sorted(found, key=lambda one: (one.event.event_type, one.version))

    def names(self) -> list[str]:
        return [type(event).__name__ for event in self.announced()]

    def failing(self) -> list[str]:
        query = select(inbox.c.reason).where(inbox.c.state != "done")
        with self.engine.connect() as connection:
            return [str(reason) for reason in connection.scalars(query)]

    def number_of_episodes(self, mother: Guest) -> int:
        query = select(episodes.c.id).where(episodes.c.mother_id == mother.id)
        with self.engine.connect() as connection:
            return len(connection.scalars(query).all())

    def number_of_follow_ups(self, mother: Guest) -> int:
        query = select(follow_ups.c.id).where(follow_ups.c.mother_id == mother.id)
        with self.engine.connect() as connection:
            return len(connection.scalars(query).all())

    def _work_for(self, cause: Cause) -> OutreachUnitOfWork:
        return OutreachUnitOfWork(self.engine, cause=cause)
