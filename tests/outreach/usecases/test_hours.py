"""
How long the week's attempts took, and whom somebody of a role has tried last.
"""

from datetime import timedelta

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.usecases.work_list import last_slip, work_list
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import Desk, Guest, meeting


class TestHours:
    def test_are_those_of_the_mothers_of_a_group(self, desk: Desk, mother: Guest):
        """
        Usual minutes, where nobody says how long: ten for a talk, two for a call.
        """
        group, other = new_id(), Guest(id=new_id())
        desk.hear(mother.listed(group_id=group))
        for one in (mother, other):
            desk.hear(one.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        desk.try_her(other, AttemptOutcome.COMING_NEXT)

        minutes = [
            work_list(
                after=None, among=among, now=desk.clock.now(), uow=desk.uow()
            ).minutes
            for among in (None, frozenset({group}), frozenset({new_id()}))
        ]

        assert minutes == [12, 2, 0]


class TestLastSlip:
    def test_is_the_newest_of_her_role_while_it_may_be_taken_back(
        self, desk: Desk, mother: Guest
    ):
        """
        What another role has written down is not hers to take back from her list.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        at = desk.clock.now()

        hers = last_slip(by=Role.COORDINATOR, now=at, uow=desk.uow())
        others = last_slip(by=Role.HEALTH_VISITOR, now=at, uow=desk.uow())
        later = at + timedelta(minutes=11)

        assert hers is not None
        assert (hers.id, hers.attempt.outcome) == (mother.id, AttemptOutcome.CONCERN)
        assert others is None
        assert last_slip(by=Role.COORDINATOR, now=later, uow=desk.uow()) is None
