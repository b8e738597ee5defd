"""
What notifications forgets: what is old, and all of a mother who is erased.
"""

from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest

from services.notifications.domain.message_state import MessageState
from services.notifications.gateways.console import ConsoleGateway
from services.notifications.usecases.forget_old_messages import forget_old_messages
from shared.contracts.privacy import ErasureOrdered, NotificationsErasureConfirmed
from shared.kernel.ids import new_id
from tests.notifications.told import TUESDAY_THREE, contact, opened
from tests.support.bus import envelope_of

AYLIN, NEVRA = new_id(), new_id()


def erasure_of(mother_id: UUID) -> ErasureOrdered:
    return ErasureOrdered(person_id=mother_id, due_at=TUESDAY_THREE + timedelta(days=1))


class TestOldMessage:
    def test_is_forgotten_with_its_text_and_one_that_waits_is_not(self, desk):
        """
        What ended long ago is of no use; what has not left is never lost.
        """
        desk.take(envelope_of(contact(AYLIN)), envelope_of(opened(AYLIN)))
        desk.later(hours=5)
        desk.send(ConsoleGateway(desk.work()))
        desk.take(envelope_of(opened(NEVRA)))

        forget_old_messages(before=desk.now, uow=desk.work())
        assert len(desk.messages()) == 2
        forget_old_messages(before=desk.now + timedelta(hours=1), uow=desk.work())

        assert desk.message().state is MessageState.QUEUED
        uow = desk.work()
        with uow.reading():
            assert uow.sent_texts.lines(limit=9) == []


class TestErasedMother:
    @pytest.mark.parametrize("is_one_batch", [True, False])
    def test_is_gone_in_every_order(self, desk, is_one_batch):
        """
        What is told of her beside her erasure, or after it, leaves nothing.
        """
        for order in permutations([contact, opened, erasure_of]):
            mother_id = new_id()
            envelopes = [envelope_of(event(mother_id)) for event in order]
            for batch in [envelopes] if is_one_batch else [[one] for one in envelopes]:
                desk.take(*batch)

            uow = desk.work()
            with uow.reading():
                assert not any(uow.persons.told(mother_id).values())
            confirmed = [one.event for one in desk.announced()]
            assert NotificationsErasureConfirmed(person_id=mother_id) in confirmed
