"""
Who pauses or has left is not told of the group's sessions.
"""

from itertools import permutations

import pytest

from services.notifications.domain.template import Template
from shared.contracts.roster.enrolment import (
    MotherLeft,
    MotherPaused,
    MotherResumed,
    MotherReturned,
)
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk, Phones
from tests.notifications.told import (
    TUESDAY_THREE,
    cancelled,
    contact,
    moved,
    offer,
    opened,
    visit,
)
from tests.support.bus import envelope_of


def paused(mother_id):
    return MotherPaused(mother_id=mother_id, changed_at=TUESDAY_THREE, until=None)


def left(mother_id):
    return MotherLeft(mother_id=mother_id, changed_at=TUESDAY_THREE)


def resumed(mother_id):
    return MotherResumed(mother_id=mother_id, changed_at=TUESDAY_THREE)


def returned(mother_id):
    return MotherReturned(mother_id=mother_id, changed_at=TUESDAY_THREE, after="alumni")


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


class TestBackInGroup:
    @pytest.mark.parametrize(
        ("tell", "template"),
        [
            (cancelled, Template.SESSION_CANCELLED),
            (moved, Template.SESSION_MOVED),
        ],
    )
    def test_is_told_of_the_session_that_she_was_not_told_of(
        self, desk: Desk, tell, template
    ):
        """
        A pause that was a slip, or that is over: else she stands before a closed door.
        Once, whatever is heard twice; and what she missed before is not brought up.
        """
        aylin = new_id()
        desk.take(envelope_of(contact(aylin)), envelope_of(opened(aylin)))
        desk.take(envelope_of(tell(aylin)))
        desk.take(envelope_of(paused(aylin), version=2))
        back = envelope_of(resumed(aylin), version=3)
        desk.take(back)
        desk.take(back)
        desk.take(envelope_of(returned(aylin), version=4))

        desk.later(minutes=5)
        queued = [one for one in desk.messages(aylin) if one.state == "queued"]
        assert [one.template for one in queued] == [template]
        phones = Phones()
        assert len(desk.send(phones)) == 1
        desk.take(envelope_of(paused(aylin), version=5))
        desk.take(envelope_of(resumed(aylin), version=6))
        assert desk.send(phones) == []

    def test_is_told_again_however_often_it_was_taken_back(self, desk: Desk):
        """
        Each is a message of its own, and one of them leaves.
        """
        aylin = new_id()
        desk.take(envelope_of(contact(aylin)), envelope_of(cancelled(aylin)))
        for version in range(2, 8, 2):
            desk.take(envelope_of(paused(aylin), version=version))
            desk.take(envelope_of(resumed(aylin), version=version + 1))

        states = sorted(one.state for one in desk.messages(aylin))
        assert states == ["queued", "withdrawn", "withdrawn", "withdrawn"]

    def test_is_not_told_what_is_not_true_any_more(self, desk: Desk):
        """
        The session was moved once more, or cancelled, while nobody expected her.
        """
        aylin, efua = new_id(), new_id()
        desk.take(envelope_of(contact(aylin)), envelope_of(contact(efua)))
        desk.take(envelope_of(moved(aylin, efua), version=2))
        desk.take(envelope_of(paused(aylin), version=2))
        desk.take(envelope_of(cancelled(efua), version=3))
        desk.take(envelope_of(resumed(aylin), version=3))

        assert {one.reason for one in desk.messages(aylin)} == {"session_cancelled"}

    def test_is_not_told_of_what_has_been(self, desk: Desk):
        """
        A session that has begun is no news.
        """
        aylin = new_id()
        desk.take(envelope_of(contact(aylin)), envelope_of(cancelled(aylin)))
        desk.take(envelope_of(paused(aylin), version=2))
        desk.later(days=8)
        desk.take(envelope_of(resumed(aylin), version=3))

        assert {one.state for one in desk.messages(aylin)} == {"withdrawn"}
