"""
Whatever is tapped, cancelled and taken back, who brings whom stays true.
"""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.attendance import CANCELLATIONS, Outcome
from services.roster.domain.out_at_opening import out_at_opening
from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import Because, PickUpState
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from shared.kernel.clock import in_utc
from shared.kernel.organisations import Role
from shared.kernel.refusal import Refusal

TUESDAY_TEN = datetime(2026, 11, 17, 9, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)
NEW, BUDDY = UUID(int=1), UUID(int=2)

moments = st.integers(-40, 30).map(lambda hour: TUESDAY_TEN + timedelta(hours=hour))
AT_HALF_PAST_NINE = Arrangement(
    driver_role=Role.COORDINATOR, meet_at=time(9, 30), place=MeetingPlace.HER_DOOR
)

marked = st.sampled_from([NEW, BUDDY])
versions = st.none() | st.integers(0, 6)
arrangements = st.builds(
    lambda role, meet_at: Arrangement(
        driver_role=role,
        buddy_id=BUDDY if role is Role.MOTHER else None,
        meet_at=meet_at,
        place=MeetingPlace.HER_DOOR,
    ),
    st.sampled_from([Role.COORDINATOR, Role.PAEDAGOG, Role.MOTHER]),
    st.sampled_from([time(8), time(9, 30), time(10), time(11)]),
)


class PickUpMachine(RuleBasedStateMachine):
    """
    One mother and one session: taps of three people, a register, and a no thanks.

    ``said_no`` is whether a mother has said no thanks since somebody planned it.
    """

    @initialize()
    def plan(self):
        self.session = Session(
            id=UUID(int=10),
            group_id=UUID(int=11),
            starts_at=TUESDAY_TEN,
            ends_at=TUESDAY_TEN + TWO_HOURS,
        )
        self.pick_up = PickUp.plan(
            session=self.session,
            mother_id=NEW,
            arrangement=AT_HALF_PAST_NINE,
            at=TUESDAY_TEN - TWO_HOURS,
        )
        self.said_no = False

    def attempt(self, act, **told):
        """
        Do it; a refusal must leave everything as it was, and a change be newer.
        """
        before = dict(vars(self.pick_up))
        try:
            act(**told)
        except Refusal:
            assert vars(self.pick_up) == before
            return False
        assert self.pick_up.version > before["version"] or vars(self.pick_up) == before
        return True

    @rule(arrangement=arrangements, at=moments)
    def plan_again(self, arrangement, at):
        stood = self.pick_up.state is not PickUpState.CANCELLED
        told = {"session": self.session, "arrangement": arrangement, "at": at}
        if self.attempt(self.pick_up.plan_again, **told):
            assert not stood
            assert at < TUESDAY_TEN
            self.said_no = False

    @rule(arrangement=arrangements, seen=versions, at=moments)
    def move(self, arrangement, seen, at):
        told = {"session": self.session, "arrangement": arrangement, "at": at}
        self.attempt(self.pick_up.move, seen_version=seen, **told)

    @rule(seen=versions, at=moments)
    def mark_done(self, seen, at):
        done = self.attempt(
            self.pick_up.mark_done, session=self.session, seen_version=seen, at=at
        )
        assert not done or at >= in_utc(TUESDAY_TEN.date(), time(0))

    @rule(seen=versions)
    def cancel(self, seen):
        self.attempt(self.pick_up.cancel, seen_version=seen)

    @rule(seen=versions, at=moments)
    def take_back(self, seen, at):
        self.attempt(
            self.pick_up.take_back, session=self.session, seen_version=seen, at=at
        )

    @rule(because=st.sampled_from([Because.NO_THANKS, Because.BUDDY_NO_THANKS]))
    def say_no_thanks(self, because):
        was_done = self.pick_up.state is PickUpState.DONE
        stood = self.pick_up.state is PickUpState.PLANNED
        assert self.pick_up.fall(because) == stood
        self.said_no = not was_done

    @rule(mother_id=marked, outcome=st.sampled_from(Outcome), at=moments)
    def mark(self, mother_id, outcome, at):
        self._write(self.session.mark, mother_id=mother_id, outcome=outcome, at=at)

    @rule(mother_id=marked, at=moments)
    def take_cancellation(self, mother_id, at):
        told = {"mother_id": mother_id, "received_at": at, "channel": "text", "at": at}
        self._write(self.session.take_cancellation, **told)

    @rule(mother_id=marked, at=moments)
    def unmark(self, mother_id, at):
        told = {"mother_id": mother_id, "seen_version": None, "at": at}
        self._write(self.session.unmark, **told)

    def _write(self, act, **told):
        try:
            act(**told)
        except Refusal:
            return
        stood = self.pick_up.state is PickUpState.PLANNED
        self.attempt(self.pick_up.follow_register, session=self.session, at=told["at"])
        stands = self.pick_up.state is PickUpState.PLANNED
        assert stood or not stands or told["at"] < TUESDAY_TEN

    @rule(at=moments)
    def cancel_session(self, at):
        if self.session.state is not SessionState.CANCELLED:
            self.session.cancel(at=at)
            self.pick_up.fall(Because.SESSION_CANCELLED)

    def _is_away(self, mother_id):
        line = self.session.attendances.get(mother_id)
        gone = CANCELLATIONS | {Outcome.EXCUSED}
        return line is not None and line.outcome in gone

    @invariant()
    def nobody_waits_at_a_door_in_vain(self):
        """
        What stands as planned is for a session that takes place, for a mother who has
        not cancelled, by somebody who comes, at a time before the start.
        """
        if self.pick_up.state is not PickUpState.PLANNED:
            return
        assert self.session.state is not SessionState.CANCELLED
        assert not self._is_away(NEW)
        assert not self._is_away(self.pick_up.arrangement.buddy_id)
        assert self.pick_up.arrangement.moment(self.session) < TUESDAY_TEN

    @invariant()
    def a_no_thanks_holds_until_somebody_plans_anew(self):
        """
        Rule 3: neither a tap nor a mark that is taken back brings it back.
        """
        assert not self.said_no or self.pick_up.state is PickUpState.CANCELLED

    @invariant()
    def it_says_why_exactly_where_it_is_cancelled(self):
        """
        Whoever was to fetch her reads what has happened.
        """
        cancelled = self.pick_up.state is PickUpState.CANCELLED
        assert cancelled == (self.pick_up.because is not None)

    @invariant()
    def whoever_fetches_is_not_in_the_room(self):
        """
        Rule 6: only a pick-up that was cancelled gives her back to the room.
        """
        role = self.pick_up.arrangement.driver_role
        cancelled = self.pick_up.state is PickUpState.CANCELLED
        expected = set() if cancelled or role is Role.MOTHER else {role}
        assert out_at_opening([self.pick_up]) == expected


PickUpMachine.TestCase.settings = settings(
    deadline=None, max_examples=60, stateful_step_count=25
)
TestPickUp = PickUpMachine.TestCase
