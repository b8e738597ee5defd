"""
A no thanks by a slip of the finger: messages leave again, what was stopped does not.
"""

from itertools import permutations

import pytest

from services.notifications.domain.message_state import MessageState
from services.notifications.domain.template import Template
from shared.contracts.outreach import AgreementTakenBack
from shared.contracts.roster.mothers import MotherDeclineTakenBack
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk, Phones
from tests.notifications.told import agreed, cancelled, contact, declined, offer, opened
from tests.support.bus import envelope_of


def told(mother_id, what: str):
    """
    Return one of the four announcements that a slip makes, with its version.
    """
    event, version = {
        "no": (agreed(mother_id, "no_thanks"), 2),
        "no no": (AgreementTakenBack(mother_id=mother_id, to_kind="said_yes"), 3),
        "declined": (declined(mother_id), 5),
        "not declined": (MotherDeclineTakenBack(mother_id=mother_id), 6),
    }[what]
    return envelope_of(event, version=version)


class TestSlip:
    def test_holds_as_long_as_it_stands(self, desk: Desk):
        """
        Nothing leaves in the minutes between; after it the follow-up's text stays
        withdrawn, and what she has to know of a session is told.
        """
        phones, aylin = Phones(), new_id()
        for event in (contact(aylin), opened(aylin), cancelled(aylin)):
            desk.take(envelope_of(event))
        desk.take(told(aylin, "no"), told(aylin, "declined"))
        desk.later(minutes=5)
        assert desk.send(phones) == []

        desk.take(told(aylin, "no no"), told(aylin, "not declined"))
        desk.later(hours=6)
        desk.send(phones)

        left = [one for one in desk.messages(aylin) if one.state is MessageState.SENT]
        assert [one.template for one in left] == [Template.SESSION_CANCELLED]

    @pytest.mark.parametrize("in_one_batch", [True, False])
    def test_ends_the_same_in_every_order(self, desk: Desk, in_one_batch: bool):
        """
        Two services tell of it, and the broker keeps no order between them.
        """
        for order in permutations(["no", "no no", "declined", "not declined"]):
            aylin = new_id()
            desk.take(envelope_of(contact(aylin)))
            heard = [told(aylin, what) for what in order]
            for batch in [heard] if in_one_batch else [[one] for one in heard]:
                desk.take(*batch)

            desk.take(envelope_of(offer(aylin)))

            assert desk.message(aylin).state is MessageState.QUEUED, order
            assert not desk.no_thanks(aylin).holds
