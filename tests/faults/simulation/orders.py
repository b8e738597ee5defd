"""
One mother's story told in several orders: the end must be the same.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import Engine

from services.outreach.domain.agreement import AgreementKind
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from services.outreach.usecases.record_agreement import record_agreement
from shared.bus.cause import Cause
from shared.bus.consumer import Consumer
from shared.contracts.envelope import write_envelope
from shared.contracts.event import Event
from shared.contracts.roster.attendance import (
    AttendanceCorrected,
    AttendanceExcusedLate,
    AttendanceMissed,
    AttendanceRecorded,
)
from shared.contracts.roster.mothers import CommitmentGiven, MotherDeclined
from shared.contracts.roster.sessions import SessionCancelled
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role
from tests.faults.simulation.world import POLICIES
from tests.support.bus import SettableClock, envelope_of

FIRST_TUESDAY_TEN = datetime(2027, 3, 9, 9, tzinfo=UTC)
WEEKS = 4
# She may say no thanks in the second week, and takes it back after the third session.
SAYS_NO_ON = date(2027, 3, 17)
COMES_BACK_AT = FIRST_TUESDAY_TEN + timedelta(weeks=2, days=1)
WEEKS_BEFORE = 3
ORDERS = 3
_BATCH_ENDS = 0.3
_TWO_HOURS = timedelta(hours=2)

# A week, and what is told of its session in which version; week None is about her.
Told = tuple[int | None, str, int]


def disagreements(engine: Engine, seed: str) -> list[str]:
    """
    Return in what the orders of this seed's story have ended differently.
    """
    dice = Random(f"{seed} orders")
    story = _story(dice)
    comes_back = (None, "declined", 1) in story and dice.random() < 0.6
    ends = {
        _end(engine, _mixed(story, dice, comes_back=comes_back), dice)
        for _ in range(ORDERS)
    }
    return [f"wrong: {len(ends)} ends of one story, seed {seed!r}"] * (len(ends) > 1)


def _story(dice: Random) -> list[Told]:
    story: list[Told] = []
    for week in range(WEEKS):
        told = [dice.choice(["missed", "missed", "attended"])]
        told += dice.choices(
            ["late", "to missed", "to attended", "to excused"], k=dice.randint(0, 2)
        )
        story += [(week, what, version) for version, what in enumerate(told, 1)]
        if dice.random() < 0.15:
            story.append((week, "not held", 1))
    if dice.random() < 0.5:
        story.append((None, "declined", 1))
    if dice.random() < 0.3:
        story.append((None, "committed", 1))
    return story


def _mixed(story: Sequence[Told], dice: Random, *, comes_back: bool) -> list[Told]:
    """
    Return one order that can happen: what comes after her coming back stays after it.
    """
    mixed = dice.sample(story, k=len(story))
    if not comes_back:
        return mixed
    later = [one for one in mixed if one[0] is not None and one[0] >= WEEKS_BEFORE]
    others = [one for one in mixed if one not in later]
    declined = others.index((None, "declined", 1))
    place = dice.randint(declined + 1, len(others))
    rest = dice.sample(others[place:] + later, k=len(others) - place + len(later))
    return [*others[:place], (None, "comes back", 1), *rest]


def _end(engine: Engine, order: Sequence[Told], dice: Random) -> str:
    outreach = _Outreach(engine)
    batch: list[bytes] = []
    for week, what, version in order:
        if what == "comes back":
            outreach.take(batch)
            outreach.hear_that_she_comes_back()
            batch = []
            continue
        event = _event(outreach.mother_id, outreach.sessions, week, what)
        batch.append(write_envelope(envelope_of(event, version=version)))
        if dice.random() < _BATCH_ENDS:
            outreach.take(batch)
            batch = []
    outreach.take(batch)
    return outreach.end()


class _Outreach:
    """
    One mother and her sessions, and outreach's real policies.
    """

    def __init__(self, engine: Engine) -> None:
        self.mother_id, self.sessions = new_id(), [new_id() for _ in range(WEEKS)]
        self._engine = engine
        self._clock = SettableClock(COMES_BACK_AT)
        self.take = Consumer(
            POLICIES["outreach"], unit_of_work=self._work, clock=self._clock
        ).take

    def hear_that_she_comes_back(self) -> None:
        record_agreement(
            mother_id=self.mother_id,
            kind=AgreementKind.SAID_YES,
            said_on=None,
            heard_by=Role.COORDINATOR,
            now=self._clock.now(),
            uow=self._person(),
        )

    def end(self) -> str:
        with self._person().reading() as uow:
            mother = uow.mothers.get(self.mother_id)
        weeks = sorted(
            (each.session_started_at - FIRST_TUESDAY_TEN).days // 7
            for each in mother.open_follow_ups
        )
        return f"{weeks} {mother.open_episode is not None} {mother.agreement.kind}"

    def _work(self, cause: Cause) -> OutreachUnitOfWork:
        return OutreachUnitOfWork(self._engine, cause=cause)

    def _person(self) -> OutreachUnitOfWork:
        here = Organisation.HOUSING_TEAM
        return self._work(Cause.first(now=self._clock.now(), organisation=here))


def _event(
    mother_id: UUID, sessions: Sequence[UUID], week: int | None, what: str
) -> Event:
    if week is None:
        return _of_her(mother_id, what)
    starts_at = FIRST_TUESDAY_TEN + timedelta(weeks=week)
    if what == "not held":
        return SessionCancelled(
            session_id=sessions[week],
            group_id=sessions[0],
            starts_at=starts_at,
            expected_mother_ids=(mother_id,),
        )
    where = {
        "mother_id": mother_id,
        "session_id": sessions[week],
        "session_started_at": starts_at,
        "session_ended_at": starts_at + _TWO_HOURS,
    }
    match what:
        case "missed":
            return AttendanceMissed(**where, missed_in_a_row=1, first_visit=False)
        case "attended":
            return AttendanceRecorded(**where, outcome="attended", first_visit=False)
        case "late":
            return AttendanceExcusedLate(**where, received_at=starts_at + _TWO_HOURS)
    return AttendanceCorrected(
        **where,
        from_outcome="missed",
        to_outcome=what.removeprefix("to "),
        missed_in_a_row=1,
    )


def _of_her(mother_id: UUID, what: str) -> Event:
    if what == "declined":
        return MotherDeclined(mother_id=mother_id, declined_on=SAYS_NO_ON)
    return CommitmentGiven(
        mother_id=mother_id, said_on=SAYS_NO_ON, heard_by_role="coordinator"
    )
