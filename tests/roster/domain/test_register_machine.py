"""
Whatever people do with a register, in whatever order, its promises hold.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.roster.domain.attendance import CANCELLATIONS, CORRECTIONS, Outcome
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from shared.kernel.refusal import Refusal

TUESDAY_TEN = datetime(2026, 11, 17, 9, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)
MOTHERS = [UUID(int=number) for number in range(1, 5)]

mothers = st.sampled_from(MOTHERS)
moments = st.integers(-72, 240).map(lambda hour: TUESDAY_TEN + timedelta(hours=hour))


class RegisterMachine(RuleBasedStateMachine):
    """
    A register between taps, texts, corrections, reopening and a cancelled session.

    ``seen`` is what stood in the register at each mother's newest version, ``heard``
    what somebody outside believes who keeps the newest version that was announced, and
    ``model`` what domain.md's c2 says that became of her; she is expected, or she has
    one of the outcomes.
    """

    @initialize()
    def plan(self):
        self.session = Session(
            id=UUID(int=10),
            group_id=UUID(int=11),
            starts_at=TUESDAY_TEN,
            ends_at=TUESDAY_TEN + TWO_HOURS,
        )
        self.seen = {}
        self.heard = {}
        self.model = {}
        self.contacts = set()
        self.cancelled = set()

    def see(self, line):
        before = self.seen.get(line.mother_id)
        assert before is None or line == before or line.version > before.version
        self.seen[line.mother_id] = line
        self.model[line.mother_id] = line.outcome

    def announce(self, line):
        """
        Tell a line as the use cases do: what is told is newer than all that was.
        """
        before = self.session.tell(line)
        heard = self.heard.get(line.mother_id)
        assert before is (heard and heard.outcome)
        assert heard is None or line.version > heard.version
        self.heard[line.mother_id] = line

    def had_missed(self, mother_id):
        heard = self.heard.get(mother_id)
        return heard is not None and heard.outcome is Outcome.MISSED

    def attempt(self, act, **told):
        """
        Do it; a refusal must leave everything as it was.
        """
        version, lines = self.session.version, dict(self.session.attendances)
        try:
            return act(**told)
        except Refusal:
            assert self.session.version == version
            assert self.session.attendances == lines
            return None

    @rule(mother_id=mothers, outcome=st.sampled_from(Outcome), at=moments)
    def mark(self, mother_id, outcome, at):
        line = self.attempt(
            self.session.mark, mother_id=mother_id, outcome=outcome, at=at
        )
        if line is not None:
            self.contacts.add(mother_id)
            self.see(line)

    @rule(mother_id=mothers, received_at=moments, at=moments)
    def take_cancellation(self, mother_id, received_at, at):
        line = self.attempt(
            self.session.take_cancellation,
            mother_id=mother_id,
            received_at=received_at,
            channel="sms",
            at=at,
        )
        if line is not None:
            in_time = line.received_at < TUESDAY_TEN
            assert (line.outcome is Outcome.CANCELLED) == in_time
            assert line.received_at <= received_at
            self.contacts.add(mother_id)
            self.cancelled.add(mother_id)
            self.see(line)
            if self.had_missed(mother_id):
                self.announce(line)

    @rule(mother_id=mothers, at=moments)
    def unmark(self, mother_id, at):
        before = self.session.attendances.get(mother_id)
        if before is None or self.session.state is not SessionState.PLANNED:
            return
        now = self.session.unmark(mother_id=mother_id, seen_version=None, at=at)
        if now is not None:
            assert now.outcome in CANCELLATIONS
            self.see(now)
        else:
            assert mother_id not in self.cancelled or before.outcome in CANCELLATIONS
            self.contacts.discard(mother_id)
            self.cancelled.discard(mother_id)
            del self.model[mother_id]

    @rule(expected=st.frozensets(mothers), at=moments)
    def close(self, expected, at):
        marked = dict(self.session.attendances)
        lines = self.attempt(self.session.close, expected=expected, at=at)
        if lines is None:
            return
        by_mother = {line.mother_id: line for line in lines}
        assert at >= TUESDAY_TEN
        assert len(by_mother) == len(lines)
        assert by_mother.keys() == expected | marked.keys() | self.heard.keys()
        for mother_id, line in by_mother.items():
            had_to_come = mother_id in expected or self.had_missed(mother_id)
            is_miss = had_to_come and mother_id not in self.contacts
            assert (line.outcome is Outcome.MISSED) == is_miss
            assert mother_id not in marked or line == marked[mother_id]
            self.see(line)
            if self.session.is_news(line):
                self.announce(line)

    @rule(at=moments)
    def reopen(self, at):
        """
        Whoever had missed is expected again, and nothing else is different.
        """
        before, state = dict(self.session.attendances), self.session.state
        self.attempt(self.session.reopen, at=at)
        if self.session.state is state:
            return
        missed = {one for one, line in before.items() if line.outcome is Outcome.MISSED}
        stays = {one: line for one, line in before.items() if one not in missed}
        assert self.session.attendances == stays
        self.contacts = set(stays)
        self.cancelled = {one for one in stays if stays[one].received_at}
        for mother_id in missed:
            del self.model[mother_id]

    @rule(mother_id=mothers, received_at=moments, at=moments)
    def cancel_late(self, mother_id, received_at, at):
        before = self.session.attendances.get(mother_id)
        line = self.attempt(
            self.session.cancel_late,
            mother_id=mother_id,
            received_at=received_at,
            channel="sms",
            at=at,
        )
        if line is not None:
            assert before.outcome is Outcome.MISSED
            assert line.outcome is Outcome.CANCELLED_LATE
            self.see(line)
            self.announce(line)

    @rule(mother_id=mothers, to=st.sampled_from(Outcome), at=moments)
    def correct(self, mother_id, to, at):
        corrected = self.attempt(
            self.session.correct,
            mother_id=mother_id,
            to=to,
            seen_version=None,
            at=at,
        )
        if corrected is not None:
            was, line = corrected
            assert was is not to
            assert to in CORRECTIONS
            self.see(line)
            self.announce(line)

    @rule(at=moments)
    def cancel(self, at):
        stood = dict(self.model)
        lines = self.attempt(self.session.cancel, at=at)
        if lines is None:
            return
        self.stood = stood
        for line in lines:
            assert line.outcome is Outcome.SESSION_CANCELLED
            self.see(line)

    @rule(at=moments)
    def reinstate(self, at):
        """
        All stands as it stood, and whoever was not marked is not.
        """
        lines = self.attempt(self.session.reinstate, at=at)
        if lines is None:
            return
        for line in lines:
            self.see(line)
        self.model = self.stood

    @invariant()
    def whoever_keeps_the_newest_version_knows_the_register(self):
        """
        The order in which changes are heard of does not matter: the greatest version
        is what the register says.
        """
        for mother_id, line in self.session.attendances.items():
            assert self.seen[mother_id] == line

    @invariant()
    def stands_as_the_model_says(self):
        """
        One outcome at most for each mother, by c2; after the close, or where the
        session was cancelled, one for each of whom anything was told.
        """
        lines = self.session.attendances
        assert {one: line.outcome for one, line in lines.items()} == self.model
        if self.session.state is not SessionState.PLANNED:
            assert lines.keys() >= self.heard.keys()

    @invariant()
    def was_told_as_it_stands(self):
        """
        Of a closed register the others know, by the newest version that they have heard
        and in whichever order, exactly what stands in it; before the close, nothing.
        """
        if self.session.state is SessionState.CLOSED:
            heard = {one: line.outcome for one, line in self.heard.items()}
            assert heard == self.model
        if self.session.reopened_at is None and self.session.closed_at is None:
            assert self.heard == {}

    @invariant()
    def nobody_who_cancelled_has_missed(self):
        """
        Rule 1: as long as nobody takes the cancellation itself back, no tap over it
        and no taking back of that tap makes a miss of it.
        """
        if self.session.state is SessionState.PLANNED:
            lines = self.session.attendances
            assert all(lines[mother_id].received_at for mother_id in self.cancelled)

    @invariant()
    def nobody_has_missed_an_open_or_cancelled_session(self):
        """
        Rule 9: there is no miss but by closing, and none that outlives the session.
        """
        if self.session.state is SessionState.CLOSED:
            return
        outcomes = {line.outcome for line in self.session.attendances.values()}
        assert Outcome.MISSED not in outcomes

    @invariant()
    def a_cancelled_session_has_no_other_outcome(self):
        """
        What did not take place is nobody's doing.
        """
        if self.session.state is SessionState.CANCELLED:
            outcomes = {line.outcome for line in self.session.attendances.values()}
            assert outcomes <= {Outcome.SESSION_CANCELLED}


RegisterMachine.TestCase.settings = settings(
    deadline=None, max_examples=100, stateful_step_count=30
)
TestRegister = RegisterMachine.TestCase
