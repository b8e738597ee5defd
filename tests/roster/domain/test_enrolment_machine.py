"""
Whatever is done with a mother's enrolment, it goes as the design says.

The model below is written from state machine c1 of the design and shares nothing with
the code: plain words, one line for each arrow.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.roster.domain.act import Act
from services.roster.domain.attendance import Outcome
from services.roster.domain.enrolment import (
    Decision,
    Enrolment,
    Help,
    LeaveReason,
    PauseReason,
    ReviewCause,
)
from services.roster.domain.mother import Mother
from services.roster.domain.standing import (
    Standing,
    read_from_json,
    told_as_json,
)
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Refusal

TUESDAY = UUID(int=1)
NEXT_TUESDAY = UUID(int=2)
ROLES = ("coordinator", "paedagog", "health_visitor", "mother", "system", "machine")
TEAM = "coordinator paedagog health_visitor"
ANY = "suggested invited interested first_visit_planned active paused leaving alumni"

# What: from where, where to, and who may.
ARROWS = {
    "invite": ("suggested", "invited", TEAM),
    # Asked and answered in one breath: a suggested mother may say yes too.
    "say_yes": ("suggested invited", "interested", TEAM + " mother"),
    "plan": ("interested first_visit_planned", "first_visit_planned", "coordinator"),
    "pause": ("active paused", "paused", "coordinator mother"),
    "resume": ("paused", "active", "coordinator mother"),
    "stay": ("leaving", "active", "coordinator mother"),
    "leave": ("active paused leaving", "alumni", "coordinator mother"),
    "new_birth": ("declined", "suggested", "health_visitor"),
    "new_baby": ("alumni", "suggested", TEAM),
    "help": ("alumni", "alumni", TEAM + " mother"),
    "erase": (ANY + " declined", "erased", "system"),
}
DECIDED = {
    "stays": ("active", "active"),
    "leaves": ("active", "leaving"),
    "ask_again": ("invited", "invited"),
    "let_rest": ("invited", "suggested"),
}


class EnrolmentMachine(RuleBasedStateMachine):
    """
    A mother among three colleagues, a register and a clock.
    """

    @initialize(is_suggested=st.booleans())
    def begin(self, is_suggested):
        self.state = "suggested" if is_suggested else "active"
        self.now = datetime(2026, 11, 17, 9, tzinfo=UTC)
        self.mother = Mother(
            id=UUID(int=9),
            group_id=UUID(int=8),
            display_name="Nevra",
            standing=Standing(enrolment=Enrolment(self.state), since=self.today),
            listed_on=self.today,
        )
        self.flag = self.proposal = self.planned = self.no_thanks = None
        self.may_ask = False
        self.reviewed = date.min
        self.changes = []

    @property
    def today(self):
        return self.now.date()

    def act(self, role):
        return Act(
            at=self.now, by_role=Role(role), by_organisation=Organisation.HOUSING_TEAM
        )

    def take(self, step):
        """
        Do it; a refusal must leave everything as it was.
        """
        before, version = self.mother.standing, self.mother.version
        try:
            change = step()
        except Refusal:
            assert (self.mother.standing, self.mother.version) == (before, version)
            return None
        if change is None:
            assert (self.mother.standing, self.mother.version) == (before, version)
            return None
        assert (change.before, change.after) == (before, self.mother.standing)
        assert change.version == self.mother.version == version + 1
        self.changes.append(change)
        return change

    def move(self, to):
        self.state = to
        self.flag = self.proposal = self.planned = None
        self.may_ask = False

    @rule(
        what=st.sampled_from(sorted(ARROWS)),
        role=st.sampled_from(ROLES),
        session_id=st.sampled_from([TUESDAY, NEXT_TUESDAY]),
    )
    def step(self, what, role, session_id):
        act = self.act(role)
        mother = self.mother
        steps = {
            "invite": lambda: mother.invite(act=act),
            "say_yes": lambda: mother.say_yes(on=self.today, act=act),
            "plan": lambda: mother.plan_first_visit(session_id=session_id, act=act),
            "pause": lambda: mother.pause(
                reason=PauseReason.TRAVEL, until=None, act=act
            ),
            "resume": lambda: mother.resume(act=act),
            "stay": lambda: mother.stay(act=act),
            "leave": lambda: mother.leave(reason=LeaveReason.SCHOOL, act=act),
            "new_birth": lambda: mother.is_asked_at_new_birth(act=act),
            "new_baby": lambda: mother.has_new_baby(act=act),
            "help": lambda: mother.offer_help(kind=Help.COOK, act=act),
            "erase": lambda: mother.erase(act=act),
        }
        sources, to, who = ARROWS[what]
        may = self.state in sources.split() and role in who.split()
        if what == "say_yes":
            may = may and self.no_thanks is None
        if what == "new_birth":
            may = may and self.may_ask

        assert bool(self.take(steps[what])) == may
        if may:
            self.move(to)
            self.planned = session_id if what == "plan" else None

    @rule(
        session_id=st.sampled_from([TUESDAY, NEXT_TUESDAY]),
        outcome=st.sampled_from(Outcome),
    )
    def register(self, session_id, outcome):
        act = self.act("system")
        if outcome is Outcome.ATTENDED:
            sources = "suggested invited interested first_visit_planned"
            took = self.take(lambda: self.mother.came(session_id=session_id, act=act))
            assert bool(took) == (self.state in sources.split())
            if took:
                self.move("active")
            return
        took = self.take(
            lambda: self.mother.did_not_come(
                session_id=session_id, outcome=outcome, act=act
            )
        )
        assert bool(took) == (self.planned == session_id)
        if took:
            self.move("interested")

    @rule(role=st.sampled_from(ROLES))
    def take_yes_back(self, role):
        had_said = self.mother.said_yes_on is not None
        took = self.take(lambda: self.mother.take_yes_back(act=self.act(role)))
        sources = {"interested", "first_visit_planned", "active", "paused"}
        may = had_said and self.state in sources and role in TEAM.split()
        assert bool(took) == may
        if took:
            assert self.mother.said_yes_on is None
            if self.state == "interested":
                self.move("invited")

    @rule(role=st.sampled_from(ROLES))
    def withdraw_help(self, role):
        offered = self.mother.standing.offers_help
        took = self.take(lambda: self.mother.withdraw_help(act=self.act(role)))
        assert bool(took) == (offered and role in (TEAM + " mother").split())
        assert not (took and self.mother.standing.offers_help)

    @rule(role=st.sampled_from(ROLES), may_ask=st.booleans())
    def decline(self, role, may_ask):
        took = self.take(
            lambda: self.mother.decline(
                on=self.today, act=self.act(role), may_ask_at_new_birth=may_ask
            )
        )
        may = self.state in ANY.split() and role != "system"
        assert bool(took) == may
        if may:
            self.move("declined")
            self.no_thanks, self.may_ask = self.today, may_ask

    @rule(days_ago=st.integers(0, 3))
    def come_back(self, days_ago):
        on = self.today - timedelta(days=days_ago)
        took = self.take(lambda: self.mother.come_back(on=on, act=self.act("mother")))
        is_later = self.no_thanks is not None and on > self.no_thanks
        assert bool(took) == (is_later and self.state != "erased")
        if took:
            self.no_thanks = None
            if self.state in {"declined", "suggested", "invited"}:
                self.move("interested")

    @rule(cause=st.sampled_from(["no_answer", "child_over_2", "daycare_started"]))
    def raise_review(self, cause):
        took = self.take(
            lambda: self.mother.raise_review(
                cause=ReviewCause(cause), about=None, act=self.act("system")
            )
        )
        where = "invited" if cause == "no_answer" else "active"
        may = self.state == where and self.flag is None
        if cause == "child_over_2":
            may = may and self.today >= self.reviewed
        assert bool(took) == may
        if may:
            self.flag = cause

    @rule(decision=st.sampled_from(sorted(DECIDED)), role=st.sampled_from(ROLES))
    def decide(self, decision, role):
        took = self.take(
            lambda: self.mother.decide(decision=Decision(decision), act=self.act(role))
        )
        where, to = DECIDED[decision]
        may = self.flag and self.state == where and role in TEAM.split()
        assert bool(took) == bool(may)
        if not may:
            return
        agrees = self.proposal and self.proposal[0] == decision
        if agrees and self.proposal[1] != role:
            self.move(to)
            self.reviewed = self.today + timedelta(weeks=6)
        else:
            self.proposal = (decision, role)

    @rule(days=st.integers(1, 30))
    def wait(self, days):
        self.now += timedelta(days=days)

    @invariant()
    def stands_where_the_design_says(self):
        """
        The same place, the same open question.
        """
        standing = self.mother.standing
        assert standing.enrolment.value == self.state
        assert (standing.review and standing.review.cause.value) == self.flag
        assert self.mother.declined_on == self.no_thanks

    @invariant()
    def is_expected_where_she_can_be_missed_only(self):
        """
        In the group, or at the first visit that is planned; nowhere else.
        """
        for session_id in (TUESDAY, NEXT_TUESDAY):
            is_expected = self.mother.is_expected(on=self.today, session_id=session_id)
            assert is_expected == (self.state == "active" or self.planned == session_id)

    @invariant()
    def is_read_from_the_history_as_she_stood(self):
        """
        A step can be taken back from what the history keeps.
        """
        standing = self.mother.standing
        assert read_from_json(told_as_json(standing)) == standing


EnrolmentMachine.TestCase.settings = settings(
    deadline=None, max_examples=60, stateful_step_count=40
)
TestEnrolment = EnrolmentMachine.TestCase
