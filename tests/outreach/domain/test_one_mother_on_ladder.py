"""
One mother's weeks on her ladder: attendance, her words, contacts, holidays, the clock.
"""

from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from services.outreach.domain.agreement import AgreementKind, Persistence, Terms
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.follow_up_state import FollowUpState, Withdrawal
from services.outreach.domain.ladder_steps import StepKind
from services.outreach.domain.team_talk import TEAM, Decision
from shared.kernel.clock import day_of
from shared.kernel.contact_hours import may_contact_at
from shared.kernel.organisations import Role
from tests.outreach.domain.climbing import Climber, wall

WEEKS = 10
FIRST = date(2027, 3, 2)  # Easter is in the fourth week, and summer time begins.
ANSWERING = {
    AttemptOutcome.COMING_NEXT,
    AttemptOutcome.PRACTICAL_HELP,
    AttemptOutcome.JUST_HARD_TODAY,
    AttemptOutcome.KEEP_GOING,
}
TO_A_PERSON = {StepKind.CALL, StepKind.SECOND_CALL, StepKind.OFFER}


class OnLadder(RuleBasedStateMachine):
    """
    Staff do what the ladder says, and nothing else; she says and does what she likes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.she = Climber(weeks=WEEKS, first=FIRST)
        self.now = wall(FIRST, 9)
        self.week = 0
        self.contacts: list[tuple[StepKind, datetime, Persistence]] = []
        self.last_came_at: datetime | None = None
        self.texted: set[object] = set()

    @initialize(week=st.integers(1, WEEKS - 2), days=st.integers(0, 9))
    def has_a_holiday(self, week: int, days: int) -> None:
        first = self.she.day(week, 2)
        self.she.holidays = {first + timedelta(days=day) for day in range(days)}
        for session in self.she.sessions:
            if day_of(session.started_at) in self.she.holidays:
                session.is_skipped = True

    @property
    def mother(self):
        return self.she.mother

    @property
    def today(self) -> date:
        return day_of(self.now)

    # What the register says, week by week, and what it says later.

    @rule(
        came=st.sampled_from(["missed", "missed", "missed", "came", "cancelled"]),
        days_late=st.sampled_from([0, 0, 0, 1, 2]),
    )
    @precondition(lambda self: self.week < WEEKS)
    def register_is_closed(self, came: str, days_late: int) -> None:
        week, self.week = self.week, self.week + 1
        session = self.she.sessions[week]
        closed = session.started_at + timedelta(days=days_late, hours=2, minutes=10)
        self.goes_on_until(closed)
        if not session.is_held:
            return
        if came == "missed":
            self.she.misses(week, at=self.now)
            self.texts_leave()  # Before she can say anything else.
        elif came == "came":
            self.she.comes(week)
            self.last_came_at = session.started_at

    @rule(draw=st.data(), version=st.integers(2, 5))
    @precondition(lambda self: self.mother.follow_ups)
    def was_none(self, draw: st.DataObject, version: int) -> None:
        of = draw.draw(
            st.sampled_from(sorted(self.mother.follow_ups.values(), key=_id))
        )
        session = next(s for s in self.she.sessions if s.id == of.session_id)
        self.mother.did_not_miss(
            session=session,
            reason=draw.draw(
                st.sampled_from([Withdrawal.LATE_CANCELLATION, Withdrawal.CORRECTED])
            ),
            attendance_version=version,
            at=self.now,
        )

    @rule(draw=st.data())
    @precondition(lambda self: self.mother.follow_ups)
    def is_not_held(self, draw: st.DataObject) -> None:
        of = draw.draw(
            st.sampled_from(sorted(self.mother.follow_ups.values(), key=_id))
        )
        session = next(s for s in self.she.sessions if s.id == of.session_id)
        session.is_cancelled = True
        self.mother.session_was_not_held(session, at=self.now)

    @rule(draw=st.data())
    @precondition(lambda self: any(s.is_cancelled for s in self.she.sessions))
    def is_held_after_all(self, draw: st.DataObject) -> None:
        cancelled = [one for one in self.she.sessions if one.is_cancelled]
        session = draw.draw(st.sampled_from(cancelled))
        session.is_cancelled = False
        self.mother.session_is_held_after_all(session, at=self.now)

    # The clock; at each hour the system sends what is due.

    @rule(hours=st.integers(1, 60))
    def time_goes_by(self, hours: int) -> None:
        self.goes_on_until(self.now + timedelta(hours=hours))

    def goes_on_until(self, moment: datetime) -> None:
        while self.now < moment:
            self.now = min(moment, self.now + timedelta(hours=3))
            self.texts_leave()

    def texts_leave(self) -> None:
        for each in self.mother.follow_ups.values():
            leaves = each.text_from
            if each.was_texted and leaves <= self.now and each.id not in self.texted:
                self.texted.add(each.id)
                left = max(leaves, each.opened_at)
                self.contact(StepKind.NEUTRAL_TEXT, at=left)
        if not may_contact_at(self.now, works=self.she.calendar.works):
            return
        due = self.she.ahead(self.now).get(StepKind.SEE_YOU)
        if due == self.today:
            self.mother.newest_miss.ask_to_come(at=self.now)
            self.contact(StepKind.SEE_YOU, at=self.now)

    def contact(self, kind: StepKind, *, at: datetime) -> None:
        persistence = self.mother.agreement.persistence(day_of(at))
        self.contacts.append((kind, at, persistence))

    # Staff do the step of the day.

    @rule(outcome=st.sampled_from(AttemptOutcome))
    def coordinator_does_the_step(self, outcome: AttemptOutcome) -> None:
        step = self.she.step(self.now)
        is_hers = step is not None and step.kind in TO_A_PERSON
        if not is_hers or step.due_on > self.today or not self.is_day():
            return
        self.contact(step.kind, at=self.now)
        self.she.is_tried(self.now, outcome, Channel.CALL)

    @rule(is_slip=st.booleans())
    def she_is_asked_again(self, is_slip: bool) -> None:
        step = self.she.step(self.now)
        if step is not None and step.kind is StepKind.ASK_AGAIN:
            assert self.mother.was_asked_again(by=Role.COORDINATOR, at=self.now)
            assert not self.mother.was_asked_again(by=Role.COORDINATOR, at=self.now)
            if is_slip:
                self.mother.takes_back_care(by=Role.COORDINATOR, at=self.now)
                assert self.she.step(self.now) == step

    @rule(role=st.sampled_from(sorted(TEAM)), decision=st.sampled_from(Decision))
    @precondition(lambda self: self.mother.open_talk is not None)
    def somebody_says_what_to_do(self, role: Role, decision: Decision) -> None:
        self.mother.decide(decision, by=role, at=self.now)

    def is_day(self) -> bool:
        return may_contact_at(self.now, works=self.she.calendar.works)

    # What she says.

    @rule()
    @precondition(lambda self: not self.mother.agreement.allows_contact)
    def wants_to_come_after_all(self) -> None:
        if self.today > self.mother.agreement.said_on:
            self.mother.comes_back(
                on=self.today, heard_by=Role.COORDINATOR, at=self.now
            )

    @rule(draw=st.data())
    @precondition(lambda self: self.mother.agreement.allows_contact)
    def says(self, draw: st.DataObject) -> None:
        told = {"on": self.today, "heard_by": Role.COORDINATOR}
        her = self.mother
        word = draw.draw(st.sampled_from(["yes", "keep", "less", "pause", "no"]))
        soon = self.today + timedelta(days=draw.draw(st.integers(1, 30)))
        if word == "yes":
            her.says_yes(**told)
        elif word == "keep":
            her.asks_to_keep_going(**told, at=self.now, terms=Terms(review_on=soon))
        elif word == "less":
            terms = Terms(every_weeks=2, review_on=soon)
            her.asks_for_less(**told, at=self.now, terms=terms)
        elif word == "pause":
            her.asks_for_pause(**told, at=self.now, until=soon)
        else:
            her.says_no_thanks(**told, at=self.now)

    @rule()
    @precondition(lambda self: self.mother.may_take_back_no_thanks(at=self.now))
    def has_said_no_such_thing(self) -> None:
        self.mother.takes_back_no_thanks(by=Role.COORDINATOR, at=self.now)

    # What holds after each step.

    @invariant()
    def at_most_one_episode_is_open(self) -> None:
        running = [each for each in self.mother.episodes if each.is_open]
        assert len(running) <= 1
        assert {f.episode_id for f in self.mother.open_follow_ups} == {
            each.id for each in running
        }

    @invariant()
    def nobody_contacts_her_after_a_no_thanks_or_in_her_pause(self) -> None:
        assert all(how is not Persistence.NEVER for _, _, how in self.contacts)
        if self.mother.agreement.persistence(self.today) is Persistence.NEVER:
            assert self.kinds() <= {StepKind.ASK_AGAIN}
        if not self.mother.agreement.allows_contact:
            assert self.kinds() == set()
            assert not self.mother.open_follow_ups

    @invariant()
    def nobody_is_persistent_without_a_yes(self) -> None:
        once = [c for c in self.contacts if c[2] is Persistence.ONCE]
        assert all(
            kind in {StepKind.NEUTRAL_TEXT, StepKind.SEE_YOU} for kind, *_ in once
        )
        if self.mother.agreement.persistence(self.today) is Persistence.ONCE:
            assert not self.kinds() & TO_A_PERSON
        came = self.last_came_at or wall(FIRST, 0)
        for kind in (StepKind.NEUTRAL_TEXT, StepKind.SEE_YOU):
            if self.mother.agreement.kind is AgreementKind.NONE:
                assert sum(k is kind and at > came for k, at, _ in once) <= 1

    @invariant()
    def no_step_is_in_a_holiday(self) -> None:
        for due in self.she.ahead(self.now).values():
            assert self.she.calendar.works(due)
            assert due >= self.today
        for _kind, at, _ in self.contacts:
            assert may_contact_at(at, works=self.she.calendar.works)

    @invariant()
    def she_is_contacted_twice_a_day_at_most(self) -> None:
        days = [day_of(at) for _, at, _ in self.contacts]
        assert all(days.count(day) <= 2 for day in days)

    @invariant()
    def nothing_is_open_that_has_been_answered(self) -> None:
        came = self.mother.last_came_at
        for each in self.mother.open_follow_ups:
            is_answered = came is not None and came > each.session_started_at
            assert not is_answered or each.state is FollowUpState.REACHED
            outcomes = {one.outcome for one in each.attempts if one.stands}
            assert not outcomes & ANSWERING or each.waits_for

    @invariant()
    def nothing_is_closed_without_a_cause(self) -> None:
        for each in self.mother.follow_ups.values():
            assert (each.reason is None) == each.is_open
        for episode in self.mother.episodes:
            assert (episode.outcome is None) == episode.is_open
        for talk in self.mother.talks:
            causes = [cause for cause in (talk.decision, talk.ended_by) if cause]
            assert len(causes) == (0 if talk.is_open else 1)

    @invariant()
    def nothing_expires_in_silence(self) -> None:
        """
        Three misses without contact are a talk, or she has asked us to go on.
        """
        her = self.mother
        since = her.ladder_from
        open_ones = [
            each
            for each in her.open_follow_ups
            if since is None or each.session_started_at > since
        ]
        if her.open_talk is not None:
            assert len(open_ones) >= 3
        elif len(open_ones) >= 3:
            is_told = any(each.waits_for for each in her.open_follow_ups)
            kinds = {AgreementKind.KEEP_GOING, AgreementKind.LIGHTER}
            assert is_told or her.agreement.kind in kinds

    def kinds(self) -> set[StepKind]:
        return self.she.kinds(self.now)


def _id(follow_up) -> str:
    return str(follow_up.session_started_at)


TestOnLadder = OnLadder.TestCase
TestOnLadder.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None
)
