"""
One mother on her ladder: which of its steps are left, and on which days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from services.outreach.domain.agreement import Persistence
from services.outreach.domain.attempt import OFFERS, Attempt, Channel
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import (
    CHANNELS_OF,
    LIGHTER_STEPS,
    TEXTS,
    WEEKLY_STEPS,
    Ladder,
    Rung,
    Step,
    StepKind,
)
from services.outreach.domain.mother import Mother
from services.outreach.domain.mother_on_ladder import MOST_CONTACTS_A_DAY
from shared.kernel.clock import day_of, on_the_wall
from shared.kernel.contact_hours import END

_DAY = timedelta(days=1)
_BY_HAND = (StepKind.CALL, StepKind.SECOND_CALL, StepKind.OFFER)
_BY_PHONE = frozenset({StepKind.CALL, StepKind.SECOND_CALL})
_STEPS_OF = {
    Persistence.NEVER: frozenset[StepKind](),
    Persistence.ONCE: TEXTS,
    Persistence.LADDER: WEEKLY_STEPS | {StepKind.OFFER},
    Persistence.WEEKLY: WEEKLY_STEPS,
    Persistence.LIGHTER: LIGHTER_STEPS,
}


def free_from(day: date, *, mother: Mother, calendar: Calendar, now: datetime) -> date:
    """
    Return the first working day on which she may still be contacted.
    """
    today = day_of(now)
    day = max(day, today)
    is_full = mother.contacts_on(today, until=now) >= MOST_CONTACTS_A_DAY
    if day == today and (is_full or on_the_wall(now).time() >= END):
        day += _DAY
    return calendar.first_from(day)


@dataclass(frozen=True, kw_only=True)
class Climb:
    """
    One mother on her own ladder, else on that of her group, from her newest miss on.
    """

    mother: Mother
    ladder: Ladder
    calendar: Calendar
    now: datetime
    shares_phone: bool

    def steps(self) -> list[Step]:
        rungs = self._rungs()
        found = [self._step(rung, self._day(rung)) for rung in self._by_hand(rungs)]
        return found[:1] + self._texts(rungs)

    def first(self) -> Step | None:
        """
        Return what a person is to do, on its day, be it gone; else the next text.
        """
        rungs = self._rungs()
        left = self._by_hand(rungs)
        if left:
            rung = left[0]
            return Step(kind=rung.kind, due_on=self._day(rung))
        return min(self._texts(rungs), key=lambda step: step.due_on, default=None)

    def step_of(self, attempt: Attempt) -> StepKind | None:
        """
        Return the step that a contact does, before it is noted with her.

        One of before her miss, that is written down only now, does none.
        """
        if attempt.at <= self._begins_at:
            return None
        left = self._by_hand(self._rungs())
        done = next((rung for rung in left if self._does(attempt, rung)), None)
        return done.kind if done else None

    def _rungs(self) -> list[Rung]:
        kinds, misses = self._kinds(), self.mother.misses_without_contact
        return [
            rung
            for rung in (self.mother.own_ladder or self.ladder).rungs
            if rung.kind in kinds and rung.from_miss <= misses
        ]

    def _by_hand(self, rungs: Iterable[Rung]) -> list[Rung]:
        """
        Return what is still to be done by a person, in its order.
        """
        by_hand = [rung for rung in rungs if rung.kind in _BY_HAND]
        by_hand.sort(key=lambda rung: (rung.after, _BY_HAND.index(rung.kind)))
        return self._left_of(by_hand)

    def _kinds(self) -> frozenset[StepKind]:
        agreement = self.mother.agreement
        persistence = agreement.persistence(day_of(self.now))
        kinds = {
            kind
            for kind in _STEPS_OF[persistence]
            if kind not in CHANNELS_OF or agreement.terms.allows(*CHANNELS_OF[kind])
        }
        if self.shares_phone:
            kinds -= _BY_PHONE
        if not self.mother.is_turn_of(self._miss):
            kinds.clear()
        return frozenset(kinds)

    @cached_property
    def _miss(self) -> FollowUp:
        return self.mother.newest_miss

    @cached_property
    def _begins_at(self) -> datetime:
        """
        Return since when steps count: her miss, or the ladder that was decided anew.
        """
        began = self.mother.ladder_from
        return max(
            self._miss.session_started_at, began or self._miss.session_started_at
        )

    def _left_of(self, rungs: Sequence[Rung]) -> list[Rung]:
        """
        Return the steps that nobody has done; each contact does the first of its kind.
        """
        left = list(rungs)
        for attempt in sorted(self._miss.made, key=lambda made: made.at):
            done = next((rung for rung in left if self._does(attempt, rung)), None)
            if done is not None and attempt.at > self._begins_at:
                left.remove(done)
        return left

    def _does(self, attempt: Attempt, rung: Rung) -> bool:
        """
        Return whether a contact was this step: a text is no call.

        Company may be offered in any way, but a text of before its day was none yet.
        An offer that was made is that, whenever it was.
        """
        if attempt.channel in OFFERS:
            return rung.kind is StepKind.OFFER
        if attempt.channel is not Channel.TEXT:
            return True
        is_its_day = day_of(attempt.at) >= self._day(rung)
        return rung.kind is StepKind.OFFER and is_its_day

    def _day(self, rung: Rung) -> date:
        return self.calendar.after(day_of(self._begins_at), rung.after)

    def _texts(self, rungs: Iterable[Rung]) -> list[Step]:
        return [step for rung in rungs if (step := self._text(rung))]

    def _text(self, rung: Rung) -> Step | None:
        if rung.kind is StepKind.NEUTRAL_TEXT:
            leaves = self._miss.text_from
            if leaves is None or leaves <= self.now:
                return None
            return self._step(rung, day_of(leaves))
        if rung.kind is StepKind.SEE_YOU and self.mother.may_ask_to_come(
            self._miss, today=day_of(self.now)
        ):
            return self._before_next_session(rung)
        return None

    def _before_next_session(self, rung: Rung) -> Step | None:
        """
        Ask before the next session, if there is still a day for it.
        """
        coming = self.calendar.next_session(
            after=self._miss.session_started_at,
            group_id=self.calendar.group_of(
                self.mother.id, missed=self._miss.session_id
            ),
        )
        if coming is None:
            return None
        starts_on = day_of(coming.started_at)
        day = self.calendar.before(starts_on, rung.after)
        if day <= day_of(self._miss.session_started_at):
            return None
        step = self._step(rung, day)
        return step if step.due_on < starts_on else None

    def _step(self, rung: Rung, day: date) -> Step:
        due = free_from(day, mother=self.mother, calendar=self.calendar, now=self.now)
        return Step(kind=rung.kind, due_on=due, follow_up_id=self._miss.id)
