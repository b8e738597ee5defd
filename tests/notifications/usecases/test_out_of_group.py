"""
Who pauses or has left is not told of the group's sessions.
"""

from itertools import permutations

import pytest

from shared.contracts.roster import MotherLeft, MotherPaused
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk
from tests.notifications.told import (
    TUESDAY_THREE,
    cancelled,
    contact,
    offer,
    opened,
    visit,
)
from tests.support.bus import envelope_of


def paused(mother_id):
    return MotherPaused(mother_id=mother_id, changed_at=TUESDAY_THREE, until=None)


def left(mother_id):
    return MotherLeft(mother_id=mother_id, changed_at=TUESDAY_THREE)


class TestOutOfGroup:
    @pytest.mark.parametrize("goes", [paused, left])
    def test_is_told_of_visits_and_places_only(self, desk: Desk, goes):
        """
        In whatever order it is heard: the group's texts are taken back, and those about
        a home visit and a daycare place, which are not the group's, still leave.
        """
        for order in permutations((opened, cancelled, goes)):
            aylin = new_id()
            desk.take(envelope_of(contact(aylin)))
            for tell in (*order, visit, offer):
                desk.take(envelope_of(tell(aylin)))

            states = {one.template: one.reason for one in desk.messages(aylin)}
            assert states == {
                "missed_you": "out_of_group",
                "session_cancelled": "out_of_group",
                "visit_scheduled": None,
                "place_offered": None,
            }
