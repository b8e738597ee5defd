"""
Of sessions those of her group are read: a country has half a million others.
"""

from datetime import timedelta

from services.outreach.usecases.next_steps import calendar_for
from shared.kernel.ids import new_id
from tests.outreach.desk import Desk, Guest, meeting, planned


class TestCalendarOfAMother:
    def test_holds_what_her_group_has_and_what_she_missed_alone(
        self, desk: Desk, mother: Guest
    ):
        """
        Others' sessions cost her page nothing, however many there are.
        """
        hers, others = new_id(), new_id()
        missed, coming, foreign = meeting(), meeting(week=1), meeting(week=1)
        desk.hear(mother.listed(group_id=hers))
        desk.hear(planned(coming, group_id=hers))
        desk.hear(planned(foreign, group_id=others))
        desk.hear(mother.missed(missed))

        with desk.uow().reading() as uow:
            her = uow.mothers.get(mother.id)
            calendar = calendar_for(her, now=desk.clock.now(), uow=uow)

        assert {one.id for one in calendar.sessions} == {missed.id, coming.id}

    def test_is_that_of_what_she_missed_as_long_as_none_was_told(
        self, desk: Desk, mother: Guest
    ):
        """
        Whose list she is on may be told after what she has missed.
        """
        group = new_id()
        missed, coming = meeting(), meeting(week=1)
        for each in (missed, coming):
            desk.hear(planned(each, group_id=group))
        desk.hear(mother.missed(missed))

        with desk.uow().reading() as uow:
            her = uow.mothers.get(mother.id)
            calendar = calendar_for(her, now=desk.clock.now(), uow=uow)

        found = calendar.next_session(
            after=missed.starts_at + timedelta(hours=1), group_id=group
        )
        assert found is not None
        assert found.id == coming.id
