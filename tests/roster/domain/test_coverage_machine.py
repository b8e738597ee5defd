"""
Whoever is away, comes back, steps in or fetches: who is in the room is counted anew.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.roster.domain.absence import Absence, AbsenceKind
from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.coverage import ENOUGH, coverage_of
from services.roster.domain.errors import AbsenceKnown
from services.roster.domain.group import Group
from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import Because, PickUpState
from services.roster.domain.seat import THE_THREE, Seat
from services.roster.domain.session import Session
from services.roster.domain.staffing_warning import News, StaffingWarning
from shared.kernel.ids import new_id

TUESDAY = date(2026, 11, 17)
TUESDAY_TEN = datetime(2026, 11, 17, 9, tzinfo=UTC)
THE_DAY_BEFORE = TUESDAY_TEN - timedelta(days=1)
NEW = UUID(int=1)
NAMED = {role: UUID(int=10 + n) for n, role in enumerate(THE_THREE)}
DEPUTIES = {role: UUID(int=20 + n) for n, role in enumerate(THE_THREE)}
EVERYBODY = frozenset([*NAMED.values(), *DEPUTIES.values()])

people = st.sampled_from(sorted(EVERYBODY))
roles = st.sampled_from(THE_THREE)


class CoverageMachine(RuleBasedStateMachine):
    """
    One session of one group, and beside the domain a plain account in sets.

    ``says`` is what a deputy has said since the named one is away this time.
    """

    @initialize()
    def begin(self):
        self.session = Session(
            id=UUID(int=2),
            group_id=UUID(int=3),
            starts_at=TUESDAY_TEN,
            ends_at=TUESDAY_TEN + timedelta(hours=2),
        )
        self.group = Group(
            id=UUID(int=3),
            name="Tirsdagsgruppen",
            weekday=1,
            starts_at=time(10),
            ends_at=time(12),
            place="Børnehuset",
            seats={
                role: Seat(user_id=NAMED[role], deputy_id=DEPUTIES[role])
                for role in THE_THREE
            },
        )
        self.absences, self.pick_up = {}, None
        self.away, self.left, self.says, self.out = set(), set(), {}, None
        self.warning = StaffingWarning(session_id=self.session.id)
        self.heard = []

    @rule(user_id=people, before=st.integers(0, 3), after=st.integers(0, 3))
    def is_away(self, user_id, before, after):
        absence = Absence(
            id=new_id(),
            user_id=user_id,
            first_day=TUESDAY - timedelta(days=before),
            last_day=TUESDAY + timedelta(days=after),
            kind=AbsenceKind.OTHER,
        )
        try:
            absence.refuse_if_known([*filter(None, [self.absences.get(user_id)])])
        except AbsenceKnown:
            assert user_id in self.away
            return
        self.absences[user_id] = absence
        self.away.add(user_id)

    @rule(user_id=people)
    def is_back(self, user_id):
        self.absences.pop(user_id, None)
        self.away.discard(user_id)
        for role in THE_THREE:
            if NAMED[role] == user_id:
                self.says.pop(role, None)

    @rule(role=roles, comes=st.booleans())
    def deputy_says(self, role, comes):
        if NAMED[role] in self.away:
            absence = self.absences[NAMED[role]]
            absence.answer(self.session, deputy_id=DEPUTIES[role], comes=comes)
            self.says[role] = comes

    @rule(role=roles)
    def fetches(self, role):
        arrangement = Arrangement(
            driver_role=role, meet_at=time(9, 30), place=MeetingPlace.BUS_STOP
        )
        told = {"session": self.session, "arrangement": arrangement}
        if self.pick_up is None:
            self.pick_up = PickUp.plan(mother_id=NEW, at=THE_DAY_BEFORE, **told)
        elif self.pick_up.state is PickUpState.CANCELLED:
            self.pick_up.plan_again(at=THE_DAY_BEFORE, **told)
        else:
            self.pick_up.move(seen_version=None, at=THE_DAY_BEFORE, **told)
        self.out = role

    @rule()
    def fetches_nobody(self):
        if self.pick_up is not None:
            self.pick_up.fall(Because.NOT_COMING)
        self.out = None

    @rule(user_id=people, has_left=st.booleans())
    def has_a_way_in(self, user_id, has_left):
        (self.left.add if has_left else self.left.discard)(user_id)

    @rule()
    def somebody_looks(self):
        """
        The timer looks now and then; in between anything may have happened.
        """
        news = self.warning.look(
            self._counted(), session=self.session, at=THE_DAY_BEFORE
        )
        self.heard += [news] if news else []
        last = self.heard[-1] if self.heard else News.COVERED
        assert (last is News.COVERED) == self._counted().is_covered

    def _counted(self):
        return coverage_of(
            self.session,
            group=self.group,
            absences=self.absences.values(),
            pick_ups=[self.pick_up] if self.pick_up else [],
            here=EVERYBODY - self.left,
        )

    def _comes(self, role):
        here = EVERYBODY - self.left
        named, deputy = NAMED[role], DEPUTIES[role]
        if named not in here:
            return False
        stands_in = deputy in here and deputy not in self.away and self.says.get(role)
        return named not in self.away or bool(stands_in)

    @invariant()
    def it_is_what_a_plain_recount_gives(self):
        """
        Rule 6: two of the three at opening, and who fetches is not there.
        """
        expected = {
            role for role in THE_THREE if self._comes(role) and role is not self.out
        }
        assert set(self._counted().in_room) == expected
        assert self._counted().is_covered == (len(expected) >= ENOUGH)

    @invariant()
    def only_who_can_say_is_asked(self):
        """
        A deputy is asked once, and not while she is away herself.
        """
        for post in self._counted().posts:
            assert not post.is_asked or post.role not in self.says
            assert post.deputy_id is None or post.deputy_id not in self.away


CoverageMachine.TestCase.settings = settings(
    deadline=None, max_examples=60, stateful_step_count=25
)
TestCoverage = CoverageMachine.TestCase
