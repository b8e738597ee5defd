"""
One mother's weeks, in any order that they may come.
"""

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.attendance import Attendance
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_record import follow_up_id
from services.outreach.domain.follow_up_state import (
    FollowUpState,
    Withdrawal,
    waiting_for,
)
from services.outreach.domain.mother import Mother
from services.outreach.domain.session import Session
from shared.kernel.organisations import Role

FIRST_TUESDAY_TEN = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
WEEKS = range(3)
MOTHER = uuid4()
SESSIONS = [uuid4() for _ in WEEKS]
STARTED_AT = [FIRST_TUESDAY_TEN + timedelta(weeks=week) for week in WEEKS]
WORDS = ["missed", "attended", "late_cancellation", "corrected"]


@dataclass(frozen=True)
class Told:
    """
    One announcement of the roster: what, about which week, in which version.
    """

    what: str
    week: int
    version: int


class OneMother(RuleBasedStateMachine):
    """
    Misses, late cancellations, corrections, cancelled sessions, attempts, what is taken
    care of, slips of both, a no thanks and a coming back, told in any order and any
    number of times.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = FIRST_TUESDAY_TEN
        self.mother = Mother.unspoken(mother_id=MOTHER)
        self.sessions = [
            Session(id=SESSIONS[week], started_at=STARTED_AT[week]) for week in WEEKS
        ]
        self.history: dict[int, list[Told]] = {week: [] for week in WEEKS}
        self.heard: set[Told] = set()
        self.before: dict[UUID, FollowUp] = {}

    # What happens in the roster is told at once, later, again, or never.

    @rule(
        what=st.sampled_from(WORDS),
        week=st.sampled_from(WEEKS),
        is_told=st.booleans(),
    )
    def happens(self, what: str, week: int, is_told: bool) -> None:
        told = Told(what, week, len(self.history[week]) + 1)
        self.history[week].append(told)
        if is_told:
            self.hear(told)

    @rule(draw=st.data())
    @precondition(lambda self: any(self.history.values()))
    def hears_late_or_again(self, draw: st.DataObject) -> None:
        self.hear(draw.draw(st.sampled_from(list(chain(*self.history.values())))))

    def hear(self, told: Told) -> None:
        self.tick()
        before = deepcopy(self.mother)
        self.tell(told)
        if self.is_old(told):
            assert self.mother == before
        self.heard.add(told)

    def tell(self, told: Told) -> None:
        session, version = self.sessions[told.week], told.version
        if told.what == "missed":
            self.mother.missed(
                session=session,
                missed_in_a_row=1,
                attendance_version=version,
                at=self.now,
            )
            return
        if told.what == "attended":
            self.mother.take_attendance(attendance(told), at=self.now)
        if told.what != "attended" or version > 1:
            is_corrected = told.what == "attended"
            self.mother.did_not_miss(
                session=session,
                reason=Withdrawal("corrected" if is_corrected else told.what),
                attendance_version=version,
                at=self.now,
            )

    def is_old(self, told: Told) -> bool:
        newest = self.newest(told.week)
        return newest is not None and newest.version >= told.version

    def newest(self, week: int) -> Told | None:
        heard = [told for told in self.heard if told.week == week]
        return max(heard, key=lambda told: told.version, default=None)

    def last_word(self, week: int) -> str | None:
        newest = self.newest(week)
        return newest.what if newest else None

    @rule(week=st.sampled_from(WEEKS))
    def session_is_cancelled(self, week: int) -> None:
        self.tick()
        self.sessions[week].is_cancelled = True
        if self.follow_up(week) is not None:
            self.mother.session_was_not_held(self.sessions[week], at=self.now)

    @rule(week=st.sampled_from(WEEKS))
    def session_takes_place_after_all(self, week: int) -> None:
        self.tick()
        self.sessions[week].is_cancelled = False
        if self.follow_up(week) is not None:
            self.mother.session_is_held_after_all(self.sessions[week], at=self.now)

    def follow_up(self, week: int) -> FollowUp | None:
        key = follow_up_id(mother_id=MOTHER, session_id=SESSIONS[week])
        return self.mother.follow_ups.get(key)

    # What the coordinator hears from her.

    @rule(draw=st.data(), outcome=st.sampled_from(AttemptOutcome))
    @precondition(
        lambda self: (
            self.mother.open_follow_ups and self.mother.agreement.allows_contact
        )
    )
    def is_tried(self, draw: st.DataObject, outcome: AttemptOutcome) -> None:
        follow_up = draw.draw(st.sampled_from(self.mother.open_follow_ups))
        self.tick()
        attempt = Attempt(
            id=uuid4(),
            follow_up_id=follow_up.id,
            channel=Channel.CALL,
            outcome=outcome,
            at=self.now,
            by_role=Role.COORDINATOR,
        )
        self.mother.was_tried(attempt, on=self.now.date())

    @rule()
    @precondition(lambda self: self.slips())
    def is_taken_back(self) -> None:
        """
        The newest attempt was a slip; only one is ever taken back at a time.
        """
        (slip,) = self.slips()
        self.now += timedelta(minutes=1)
        attempt = next(one for one in self.attempts() if one.id == slip)
        if attempt.outcome is AttemptOutcome.NO_THANKS:
            self.forget_what_was_stopped()
        self.mother.takes_back(slip, by=Role.COORDINATOR, at=self.now)

    def slips(self) -> set[UUID]:
        may = self.mother.may_take_back
        return {one.id for one in self.attempts() if may(one, at=self.now)}

    def attempts(self) -> list[Attempt]:
        each_of = (each.attempts for each in self.mother.follow_ups.values())
        return list(chain(*each_of))

    @rule(draw=st.data())
    @precondition(lambda self: any(f.waits_for for f in self.mother.open_follow_ups))
    def is_taken_care_of(self, draw: st.DataObject) -> None:
        waiting = [each for each in self.mother.open_follow_ups if each.waits_for]
        follow_up = draw.draw(st.sampled_from(waiting))
        self.tick()
        self.mother.is_taken_care_of(
            follow_up_id=follow_up.id,
            outcome=follow_up.waits_for,
            by=Role.COORDINATOR,
            on=self.now.date(),
            at=self.now,
            until=self.now.date() + timedelta(weeks=1),
        )

    @rule()
    def says_no_thanks(self) -> None:
        self.tick()
        self.mother.says_no_thanks(
            on=self.now.date(), heard_by=Role.COORDINATOR, at=self.now
        )

    @rule()
    @precondition(lambda self: not self.mother.agreement.allows_contact)
    def comes_back(self) -> None:
        self.now += timedelta(days=1)
        self.tick()
        self.mother.comes_back(
            on=self.now.date(), heard_by=Role.COORDINATOR, at=self.now
        )

    @rule()
    @precondition(lambda self: self.mother.may_take_back_no_thanks(at=self.now))
    def no_thanks_was_a_slip(self) -> None:
        self.now += timedelta(minutes=1)
        if not self.mother.may_take_back_no_thanks(at=self.now):
            return
        self.forget_what_was_stopped()
        self.mother.takes_back_no_thanks(by=Role.COORDINATOR, at=self.now)

    @rule()
    @precondition(lambda self: self.mother.care_to_take_back(at=self.now))
    def taking_care_was_a_slip(self) -> None:
        """
        What waited for somebody waits again, and the pause that was agreed is none.
        """
        word = self.mother.last_word
        self.now += timedelta(minutes=1)
        if not self.mother.care_to_take_back(at=self.now):
            return
        for each in self.mother.follow_ups.values():
            if each.is_taken_care_of_at(word.at):
                del self.before[each.id]
        self.mother.takes_back_care(by=Role.COORDINATOR, at=self.now)
        before = replace(word.before, version=self.mother.agreement.version)
        assert self.mother.agreement == before
        assert not self.slips()

    def forget_what_was_stopped(self) -> None:
        """
        What a no thanks had stopped goes on: it is as if that had not been.
        """
        for each in self.mother.follow_ups.values():
            if each.has_ended_since(
                self.mother.last_word.at, by=AttemptOutcome.NO_THANKS
            ):
                del self.before[each.id]

    def tick(self) -> None:
        self.now += timedelta(minutes=3)

    # What holds after each step.

    @invariant()
    def at_most_one_episode_is_open(self) -> None:
        running = [episode for episode in self.mother.episodes if episode.is_open]
        assert len(running) <= 1
        episode_ids = {each.episode_id for each in self.mother.open_follow_ups}
        assert episode_ids == {episode.id for episode in running}
        every_id = [episode.id for episode in self.mother.episodes]
        assert len(every_id) == len(set(every_id))

    @invariant()
    def nothing_but_a_concern_is_open_after_a_no_thanks(self) -> None:
        """
        Nobody contacts her; what she told of her child is still passed on.
        """
        assert self.mother.agreement.allows_contact or all(
            each.holds_concern for each in self.mother.open_follow_ups
        )

    @invariant()
    def no_concern_is_lost(self) -> None:
        """
        Whatever the register says, it waits until somebody has passed it on.
        """
        for each in self.mother.follow_ups.values():
            has_concern = waiting_for(each.attempts) is AttemptOutcome.CONCERN
            is_passed_on = each.reason == AttemptOutcome.CONCERN
            assert not has_concern or each.is_open or is_passed_on

    @invariant()
    def what_is_open_follows_from_what_was_heard(self) -> None:
        """
        The order does not come into it: only the last word on each week, and what she
        has answered herself.
        """
        came = [week for week in WEEKS if self.last_word(week) == "attended"]
        for week in WEEKS:
            follow_up = self.follow_up(week)
            if follow_up is None or follow_up.is_final:
                continue
            is_missed = (
                self.last_word(week) == "missed"
                and not self.sessions[week].is_cancelled
            )
            is_back = any(later > week for later in came)
            was_reached = follow_up.state is FollowUpState.REACHED
            stands = is_missed and (was_reached or not is_back)
            assert follow_up.is_open == (stands or follow_up.holds_concern)

    @invariant()
    def nothing_is_closed_without_a_reason(self) -> None:
        for follow_up in self.mother.follow_ups.values():
            assert (follow_up.reason is None) == follow_up.is_open
            assert (follow_up.closed_at is None) == follow_up.is_open
        for episode in self.mother.episodes:
            assert (episode.outcome is None) == episode.is_open

    @invariant()
    def what_she_has_ended_is_not_edited(self) -> None:
        for key, before in self.before.items():
            now = self.mother.follow_ups[key]
            was_taken_back = taken_back(now) != taken_back(before)
            if before.is_final and not was_taken_back:
                assert as_ended(now) == as_ended(before)
            assert now.attendance_version >= before.attendance_version
            kept = [each.id for each in now.attempts[: len(before.attempts)]]
            assert kept == [each.id for each in before.attempts]
            is_same = as_ended(now) == as_ended(before)
            assert is_same == (now.version == before.version)
        self.before = deepcopy(self.mother.follow_ups)


def taken_back(follow_up: FollowUp) -> list[UUID]:
    return [each.id for each in follow_up.attempts if not each.stands]


def as_ended(follow_up: FollowUp) -> FollowUp:
    """
    Leave out what the register has said since, which one that is final remembers.
    """
    if not follow_up.is_final:
        return follow_up
    return replace(follow_up, attendance_version=0, overtaken_by=None, is_void=False)


def attendance(told: Told) -> Attendance:
    return Attendance(
        mother_id=MOTHER,
        session_id=SESSIONS[told.week],
        session_started_at=STARTED_AT[told.week],
        was_there=told.what == "attended",
        version=told.version,
    )


TestOneMother = OneMother.TestCase
TestOneMother.settings = settings(
    max_examples=200, stateful_step_count=30, deadline=None
)
