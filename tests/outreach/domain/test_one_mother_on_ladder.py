"""
One mother's weeks on her ladder: attendance, her words, contacts, holidays, the clock.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
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
from services.outreach.domain.agreement_words import WITHOUT_YES
from services.outreach.domain.attempt import NOT_REACHED, AttemptOutcome, Channel
from services.outreach.domain.errors import NotAgreedTo
from services.outreach.domain.follow_up_state import FollowUpState, Withdrawal
from services.outreach.domain.ladder_steps import TEXTS, StepKind
from services.outreach.domain.ranking import rank_of
from services.outreach.domain.review import AskedOutcome
from services.outreach.domain.team_talk import TEAM, Decision
from shared.kernel.clock import day_of
from shared.kernel.contact_hours import may_contact_at
from shared.kernel.organisations import Role
from tests.outreach.domain.climbing import Climber, wall

WEEKS = 10
ANOTHER_CALL = timedelta(minutes=40)
SOON = st.integers(1, 30)
FIRST = date(2027, 3, 2)  # Easter is in the fourth week, and summer time begins.
ANSWERING = {
    AttemptOutcome.COMING_NEXT,
    AttemptOutcome.JUST_HARD_TODAY,
    AttemptOutcome.KEEP_GOING,
}
TO_A_PERSON = {StepKind.CALL, StepKind.SECOND_CALL, StepKind.OFFER}
TOLD_BY_HER = sorted(set(AttemptOutcome) - NOT_REACHED)
WAITS = (
    AttemptOutcome.WANTS_PAUSE,
    AttemptOutcome.CONCERN,
    AttemptOutcome.PRACTICAL_HELP,
)
BY_PHONE = {StepKind.CALL, StepKind.SECOND_CALL}
WAYS = {
    StepKind.NEUTRAL_TEXT: {Channel.TEXT},
    StepKind.SEE_YOU: {Channel.TEXT},
    StepKind.CALL: {Channel.CALL},
    StepKind.SECOND_CALL: {Channel.CALL, Channel.VOICE},
    StepKind.OFFER: set(Channel),
    StepKind.ASK_AGAIN: set(Channel),
}
"""Another list of ours than the ladder's: how each step reaches her."""
PERSISTENT = {"yes", "keep", "less"}


@dataclass(frozen=True, kw_only=True)
class Contacted:
    """
    One contact of ours, and what held when it was made.

    ``word`` is the last thing that she had said, ``ways`` are those that she wanted,
    and ``miss`` is what it was about.
    """

    kind: StepKind
    at: datetime
    persistence: Persistence
    word: str
    ways: frozenset[Channel]
    miss: UUID
    is_in_hours: bool


class OnLadder(RuleBasedStateMachine):
    """
    Staff do what the ladder says, and nothing else; she says and does what she likes,
    and rings when she likes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.she = Climber(weeks=WEEKS, first=FIRST)
        self.now = wall(FIRST, 9)
        self.week = 0
        self.contacts: list[Contacted] = []
        self.last_came_at: datetime | None = None
        self.texted: set[UUID] = set()
        self.reached_at: dict[UUID, datetime] = {}
        self.reached_before = self.reached_at
        self.word = self.word_before = "none"

    @initialize(
        week=st.integers(1, WEEKS - 2), days=st.integers(0, 9), shares=st.booleans()
    )
    def begins(self, week: int, days: int, shares: bool) -> None:
        self.she.shares_phone = shares
        self.holidays_change(week, days)

    @rule(week=st.integers(1, WEEKS - 2), days=st.integers(0, 9))
    def holidays_change(self, week: int, days: int) -> None:
        """
        What has been stands; from tomorrow on other days are school holidays.
        """
        first = self.she.day(week, 2)
        told = {first + timedelta(days=day) for day in range(days)}
        been = {day for day in self.she.holidays if day <= self.today}
        self.she.holidays = been | {day for day in told if day > self.today}
        for session in self.she.sessions[self.week :]:
            held_on = day_of(session.started_at)
            if held_on > self.today:
                session.is_skipped = held_on in self.she.holidays

    @property
    def mother(self):
        return self.she.mother

    @property
    def today(self) -> date:
        return day_of(self.now)

    # What the register says, week by week, and what it says later.

    @rule(number=st.integers(2, 4))
    @precondition(lambda self: self.week < WEEKS)
    def she_stays_away(self, number: int) -> None:
        """
        Some weeks without a word, as it is before a team talk.
        """
        for _ in range(min(number, WEEKS - self.week)):
            self.register_is_closed(came="missed", days_late=0, rings=None, only=None)

    @rule(
        came=st.sampled_from(["missed", "missed", "missed", "came", "cancelled"]),
        days_late=st.sampled_from([0, 0, 0, 1, 2]),
        rings=st.sampled_from([None, None, *WAITS, *WAITS, *TOLD_BY_HER]),
        only=st.none() | st.just({Channel.CALL}),
    )
    @precondition(lambda self: self.week < WEEKS)
    def register_is_closed(
        self,
        came: str,
        days_late: int,
        rings: AttemptOutcome | None,
        only: set[Channel] | None,
    ) -> None:
        week, self.week = self.week, self.week + 1
        session = self.she.sessions[week]
        closed = session.started_at + timedelta(days=days_late, hours=2, minutes=10)
        self.goes_on_until(closed)
        if not session.is_held:
            return
        if came == "missed":
            self.she.misses(week, at=self.now)
            self.texts_leave()  # Of a late register it leaves at once.
            if rings is not None and self.may_be_told():
                self.she_rings(rings)
            if only and self.mother.agreement.allows_contact:
                self.narrows_her_ways(only, 30)
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
            self.mother.is_due(today=self.today)
            self.is_listed_for_her_review()
            self.texts_leave()

    def is_listed_for_her_review(self) -> None:
        day = self.mother.agreement.ask_again_on
        if day is not None and day <= self.today:
            self.mother.review_listed_for = day
        self.mother.let_review_follow(at=self.now)

    def texts_leave(self) -> None:
        for each in self.mother.follow_ups.values():
            leaves = each.text_from
            if each.was_texted and leaves <= self.now and each.id not in self.texted:
                self.texted.add(each.id)
                left = max(leaves, each.opened_at)
                self.contact(StepKind.NEUTRAL_TEXT, at=left, about=each.id)
        if not may_contact_at(self.now, works=self.she.calendar.works):
            return
        due = self.she.ahead(self.now).get(StepKind.SEE_YOU)
        if due == self.today:
            self.mother.newest_miss.ask_to_come(at=self.now)
            self.contact(StepKind.SEE_YOU, at=self.now)

    def contact(
        self, kind: StepKind, *, at: datetime, about: UUID | None = None
    ) -> None:
        agreement, works = self.mother.agreement, self.she.calendar.works
        self.contacts.append(
            Contacted(
                kind=kind,
                at=at,
                persistence=agreement.persistence(day_of(at)),
                word=self.word,
                ways=agreement.terms.channels or frozenset(Channel),
                miss=about or self.mother.newest_miss.id,
                is_in_hours=may_contact_at(at, works=works),
            )
        )

    # Staff do the step of the day, and take care of what she tells.

    @rule(outcome=st.sampled_from(AttemptOutcome))
    def coordinator_does_the_step(self, outcome: AttemptOutcome) -> None:
        step = self.she.step(self.now)
        is_hers = step is not None and step.kind in TO_A_PERSON
        if not is_hers or step.due_on > self.today or not self.is_day():
            return
        if rank_of(self.mother) is None:
            return  # She is put off.
        self.contact(step.kind, at=self.now)
        terms = self.mother.agreement.terms
        way = Channel.CALL if terms.allows(Channel.CALL) else Channel.VOICE
        if step.kind is StepKind.OFFER:
            way = Channel.PICKUP_OFFER
        self.is_told(outcome, way)

    @rule(outcome=st.sampled_from(TOLD_BY_HER))
    @precondition(lambda self: self.may_be_told())
    def she_rings(self, outcome: AttemptOutcome) -> None:
        """
        Also in the minutes before her text leaves, and at night.
        """
        self.is_told(outcome, Channel.CALL, she_began=True)

    def may_be_told(self) -> bool:
        her = self.mother
        return bool(her.open_follow_ups) and her.agreement.allows_contact

    def is_told(
        self, outcome: AttemptOutcome, way: Channel, *, she_began: bool = False
    ) -> None:
        about = [each.id for each in self.mother.open_follow_ups]
        self.she.is_tried(self.now, outcome, way, she_began=she_began)
        self.reached_before = dict(self.reached_at)
        if outcome not in NOT_REACHED:
            self.reached_at |= dict.fromkeys(about, self.now)
        if outcome is AttemptOutcome.NO_THANKS:
            self.hears("no")
        elif outcome is AttemptOutcome.KEEP_GOING:
            self.hears("keep")

    def hears(self, word: str) -> None:
        self.word_before, self.word = self.word, word

    @rule(days=st.integers(1, 30))
    @precondition(lambda self: self.mother.has_told)
    def what_she_told_is_taken_care_of(self, days: int) -> None:
        waits = [each for each in self.mother.open_follow_ups if each.waits_for]
        outcome = waits[0].waits_for
        is_pause = outcome is AttemptOutcome.WANTS_PAUSE
        self.mother.is_taken_care_of(
            follow_up_id=waits[0].id,
            outcome=outcome,
            by=Role.COORDINATOR,
            on=self.today,
            at=self.now,
            until=self.today + timedelta(days=days) if is_pause else None,
        )
        if is_pause:
            self.hears("pause")

    @rule(days=st.integers(1, 6))
    @precondition(lambda self: self.mother.may_be_put_off)
    def is_put_off(self, days: int) -> None:
        hers = self.mother.open_follow_ups
        if any(each.holds_concern for each in hers):
            return
        until = self.today + timedelta(days=days)
        self.mother.put_off(until, days={until}, by=Role.COORDINATOR, at=self.now)
        assert rank_of(self.mother) is None

    @rule(is_slip=st.booleans(), is_reached=st.booleans())
    @precondition(lambda self: self.mother.agreement.ask_again_on)
    def she_is_asked_again(self, is_slip: bool, is_reached: bool) -> None:
        """
        On the day that was agreed, or on the first on which somebody works; by a call
        of its own, and not by one about what she has missed.
        """
        day = self.she.calendar.first_from(self.mother.agreement.ask_again_on)
        self.goes_on_until(max(wall(day, 10), self.now + ANOTHER_CALL))
        step = self.she.step(self.now)
        is_hers = step is not None and step.kind is StepKind.ASK_AGAIN
        if not is_hers or step.due_on > self.today or not self.is_day():
            return
        outcome = AskedOutcome.NO_ANSWER if is_reached else AskedOutcome.NOT_REACHED
        told = {"by": Role.COORDINATOR, "at": self.now}
        before = self.mother.contacts_on(self.today, until=self.now)
        assert self.mother.was_asked_again(**told, outcome=outcome)
        if is_reached:
            assert not self.mother.was_asked_again(**told)
        if is_slip:
            self.mother.takes_back_care(**told)
            assert self.she.step(self.now) == step
            assert self.mother.contacts_on(self.today, until=self.now) == before
        else:
            self.contact(StepKind.ASK_AGAIN, at=self.now, about=self.mother.id)
            self.mother.leave_untexted(at=self.now)
        self.mother.let_review_follow(at=self.now)
        self.goes_on_until(self.now + ANOTHER_CALL)

    @rule(role=st.sampled_from(sorted(TEAM)), decision=st.sampled_from(Decision))
    @precondition(lambda self: self.mother.open_talk is not None)
    def somebody_says_what_to_do(self, role: Role, decision: Decision) -> None:
        has_not_said_yes = self.mother.agreement.kind in WITHOUT_YES
        if decision is Decision.LIGHTER and has_not_said_yes:
            with pytest.raises(NotAgreedTo):
                self.mother.decide(decision, by=role, at=self.now)
        else:
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
            self.hears("yes")

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
            self.reached_before = dict(self.reached_at)
        self.hears(word)

    @rule(ways=st.sets(st.sampled_from(sorted(Channel)), min_size=1), days=SOON)
    @precondition(lambda self: self.mother.agreement.allows_contact)
    def narrows_her_ways(self, ways: set[Channel], days: int) -> None:
        soon = self.today + timedelta(days=days)
        self.mother.asks_to_keep_going(
            on=self.today,
            heard_by=Role.COORDINATOR,
            at=self.now,
            terms=Terms(review_on=soon, channels=frozenset(ways)),
        )
        self.hears("keep")

    @rule()
    @precondition(lambda self: self.mother.may_take_back_no_thanks(at=self.now))
    def has_said_no_such_thing(self) -> None:
        self.mother.takes_back_no_thanks(by=Role.COORDINATOR, at=self.now)
        self.word, self.reached_at = self.word_before, self.reached_before

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
        assert all(one.persistence is not Persistence.NEVER for one in self.contacts)
        assert all(one.word != "no" for one in self.contacts)
        if self.mother.agreement.persistence(self.today) is Persistence.NEVER:
            assert self.kinds() <= {StepKind.ASK_AGAIN}
        if not self.mother.agreement.allows_contact:
            assert self.kinds() == set()
            assert all(each.holds_concern for each in self.mother.open_follow_ups)

    @invariant()
    def no_text_leaves_after_she_was_reached_about_that_miss(self) -> None:
        for one in self.contacts:
            reached_at = self.reached_at.get(one.miss)
            if one.kind in TEXTS and reached_at is not None:
                assert one.at <= reached_at

    @invariant()
    def nobody_contacts_her_by_a_way_that_she_has_refused(self) -> None:
        assert all(one.ways & WAYS[one.kind] for one in self.contacts)
        if self.she.shares_phone:
            assert not {one.kind for one in self.contacts} & BY_PHONE

    @invariant()
    def whoever_has_something_open_stands_on_the_list_or_is_put_off(self) -> None:
        her = self.mother
        if her.may_be_put_off and rank_of(her) is None:
            assert her.snooze.until > self.today

    @invariant()
    def nobody_is_persistent_without_a_yes(self) -> None:
        by_hand = [one for one in self.contacts if one.kind in TO_A_PERSON]
        assert {one.word for one in by_hand} <= PERSISTENT
        once = [one for one in self.contacts if one.persistence is Persistence.ONCE]
        assert {one.kind for one in once} <= TEXTS | {StepKind.ASK_AGAIN}
        if self.mother.agreement.persistence(self.today) is Persistence.ONCE:
            assert not self.kinds() & TO_A_PERSON
        begins = self.last_came_at, self.mother.ladder_from
        since = max((one for one in begins if one), default=wall(FIRST, 0))
        for kind in (StepKind.NEUTRAL_TEXT, StepKind.SEE_YOU):
            if self.mother.agreement.kind is AgreementKind.NONE:
                had = [one for one in once if one.kind is kind and one.at > since]
                assert len(had) <= 1

    @invariant()
    def no_step_is_in_a_holiday(self) -> None:
        for due in self.she.ahead(self.now).values():
            assert self.she.calendar.works(due)
            assert due >= self.today
        assert all(one.is_in_hours for one in self.contacts)

    @invariant()
    def she_is_contacted_twice_a_day_at_most(self) -> None:
        days = [day_of(one.at) for one in self.contacts]
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
