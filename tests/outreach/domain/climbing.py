"""
A mother of a weekly group, for the tests of her ladder to begin with.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.agreement_words import NO_TERMS
from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.attendance import Attendance
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.follow_up_state import Withdrawal
from services.outreach.domain.ladder import next_step, steps_ahead
from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    Ladder,
    Step,
    StepKind,
)
from services.outreach.domain.mother import Mother
from services.outreach.domain.session import Session
from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.organisations import Role

TUESDAY = date(2027, 3, 2)
GROUP = UUID("018f0000-0000-7000-8000-00000000000a")


def wall(day: date, hour: int, minute: int = 0) -> datetime:
    midnight = in_utc(day, datetime.min.time())
    return midnight + timedelta(hours=hour, minutes=minute)


def sessions_of(weeks: int, *, first: date = TUESDAY) -> list[Session]:
    """
    Return Tuesdays from ten to twelve.
    """
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    return [
        Session(
            id=uuid4(),
            started_at=wall(day, 10),
            ended_at=wall(day, 12),
            group_id=GROUP,
        )
        for day in days
    ]


@dataclass
class Climber:
    """
    One mother, her group's sessions and the school holidays.
    """

    weeks: int = 8
    first: date = TUESDAY
    ladder: Ladder = DEFAULT_LADDER
    holidays: set[date] = field(default_factory=set)
    shares_phone: bool = False
    mother: Mother = field(default_factory=lambda: Mother.unspoken(mother_id=uuid4()))

    def __post_init__(self) -> None:
        self.sessions = sessions_of(self.weeks, first=self.first)

    @property
    def calendar(self) -> Calendar:
        return Calendar(holidays=frozenset(self.holidays), sessions=self.sessions)

    def day(self, week: int, offset: int = 0) -> date:
        return self.first + timedelta(weeks=week, days=offset)

    def says(
        self, kind: AgreementKind, *, terms: Terms = NO_TERMS, on: date | None = None
    ) -> None:
        on = on or self.first - timedelta(days=7)
        told = {"on": on, "heard_by": Role.COORDINATOR}
        if kind is AgreementKind.SAID_YES:
            self.mother.says_yes(**told)
        elif kind is AgreementKind.KEEP_GOING:
            self.mother.asks_to_keep_going(**told, at=wall(on, 12), terms=terms)
        elif kind is AgreementKind.LIGHTER:
            self.mother.asks_for_less(**told, at=wall(on, 12), terms=terms)

    def misses(self, week: int, *, at: datetime | None = None) -> None:
        session = self.sessions[week]
        self.mother.missed(
            session=session,
            missed_in_a_row=1,
            attendance_version=1,
            calendar=self.calendar,
            at=at or session.started_at + timedelta(hours=2, minutes=10),
        )

    def comes(self, week: int) -> None:
        session = self.sessions[week]
        self.mother.take_attendance(
            Attendance(
                mother_id=self.mother.id,
                session_id=session.id,
                session_started_at=session.started_at,
                was_there=True,
                version=1,
            ),
            at=session.started_at,
        )

    def cancels_late(self, week: int, *, at: datetime | None = None) -> None:
        session = self.sessions[week]
        self.mother.did_not_miss(
            session=session,
            reason=Withdrawal.LATE_CANCELLATION,
            attendance_version=2,
            at=at or session.started_at + timedelta(hours=5),
        )

    def is_tried(
        self,
        at: datetime,
        outcome: AttemptOutcome = AttemptOutcome.NO_ANSWER,
        channel: Channel = Channel.CALL,
        *,
        she_began: bool = False,
    ) -> None:
        attempt = Attempt(
            id=uuid4(),
            follow_up_id=self.mother.newest_miss.id,
            channel=channel,
            outcome=outcome,
            at=at,
            by_role=Role.COORDINATOR,
            she_began=she_began,
        )
        self.mother.was_tried(attempt, on=on_the_wall(at).date())

    def step(self, at: datetime) -> Step | None:
        return next_step(
            self.mother,
            ladder=self.ladder,
            calendar=self.calendar,
            now=at,
            shares_phone=self.shares_phone,
        )

    def ahead(self, at: datetime) -> dict[StepKind, date]:
        found = steps_ahead(
            self.mother,
            ladder=self.ladder,
            calendar=self.calendar,
            now=at,
            shares_phone=self.shares_phone,
        )
        return {step.kind: step.due_on for step in found}

    def kinds(self, at: datetime) -> set[StepKind]:
        return set(self.ahead(at))

    def told(self, at: datetime) -> tuple[StepKind, date] | None:
        step = self.step(at)
        return (step.kind, step.due_on) if step else None
