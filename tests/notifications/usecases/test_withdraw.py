"""
Messages are taken back before they leave.
"""

from datetime import date

import pytest

from services.notifications.domain.message_state import MessageState, Withdrawal
from services.notifications.usecases.take_agreement import take_agreement
from services.notifications.usecases.take_decline import take_decline
from services.notifications.usecases.withdraw_missed_you import withdraw_missed_you
from shared.contracts.notifications import MessageSent, MessageWithdrawn
from shared.contracts.outreach import NeutralTextWithdrawn
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk, Phones
from tests.notifications.told import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    contact,
    follow_up_of,
    offer,
    opened,
    visit,
)
from tests.support.bus import envelope_of

AYLIN = new_id()
ZOFIA = new_id()


def withdraw(desk: Desk, reason: Withdrawal = Withdrawal.LATE_CANCELLATION) -> None:
    withdraw_missed_you(
        follow_up_id=follow_up_of(AYLIN),
        mother_id=AYLIN,
        reason=reason,
        now=desk.now,
        uow=desk.work(),
    )


def decline(desk: Desk, on: date = TUESDAY) -> None:
    take_decline(mother_id=AYLIN, declined_on=on, now=desk.now, uow=desk.work())


def agree(desk: Desk, kind: str, on: date = TUESDAY) -> None:
    take_agreement(
        mother_id=AYLIN, agreement=kind, said_on=on, now=desk.now, uow=desk.work()
    )


class TestLateCancellation:
    """
    Cancelled is not missed (rule 1): the text about the miss is taken back.
    """

    def test_withdraws_the_text_that_has_not_left(self, desk):
        """
        It is announced once, also when it is told twice, and nothing leaves any more.
        """
        phones = Phones()
        desk.take(envelope_of(contact(AYLIN)), envelope_of(opened(AYLIN)))
        withdraw(desk)
        withdraw(desk, Withdrawal.CORRECTED)
        desk.later(hours=6)
        desk.send(phones)

        message = desk.message()
        assert message.state is MessageState.WITHDRAWN
        assert message.reason == Withdrawal.LATE_CANCELLATION
        (told,) = desk.announced()
        assert isinstance(told.event, MessageWithdrawn)
        assert told.version == message.version
        assert phones.texts == []

    def test_is_kept_when_it_comes_before_the_miss(self, desk):
        """
        The opening that comes later finds that there is nothing to tell any more.
        """
        withdraw(desk)
        desk.take(envelope_of(opened(AYLIN)))

        assert desk.message().state is MessageState.WITHDRAWN

    def test_changes_nothing_once_the_text_has_left(self, desk):
        """
        What is sent is sent; nobody pretends otherwise, and no second text explains it.
        """
        phones = Phones()
        desk.take(envelope_of(contact(AYLIN)), envelope_of(opened(AYLIN)))
        desk.later(hours=6)
        desk.send(phones)

        withdraw(desk)
        desk.send(phones)

        assert desk.message().state is MessageState.SENT
        assert [type(one.event) for one in desk.announced()] == [MessageSent]
        assert len(phones.texts) == 1


class TestEnoughForToday:
    """
    Two contacts a day: a text that would be the third does not leave.
    """

    @pytest.mark.parametrize("first", [True, False], ids=["in order", "overtaken"])
    def test_takes_the_text_of_the_afternoon_back(self, desk, first):
        """
        She was called twice before it could leave, whichever of the two is heard first.
        """
        enough = NeutralTextWithdrawn(mother_id=AYLIN, follow_up_id=follow_up_of(AYLIN))
        told = [envelope_of(opened(AYLIN)), envelope_of(enough, version=3)]
        desk.take(envelope_of(contact(AYLIN)))
        for each in told if first else reversed(told):
            desk.take(each)

        message = desk.message()
        assert message.state is MessageState.WITHDRAWN
        assert message.reason == Withdrawal.ENOUGH_FOR_TODAY

    @pytest.mark.parametrize("reason", ["answered", "not_wanted"])
    def test_says_why_else_the_text_is_taken_back(self, desk, reason):
        """
        She was reached before it left, or does not want it by now.
        """
        desk.take(envelope_of(contact(AYLIN)), envelope_of(opened(AYLIN)))
        taken_back = NeutralTextWithdrawn(
            mother_id=AYLIN, follow_up_id=follow_up_of(AYLIN), reason=reason
        )

        desk.take(envelope_of(taken_back, version=3))

        assert desk.message().reason == Withdrawal(reason)


class TestNoThanks:
    """
    No thanks holds at once (rule 3), whoever heard it.
    """

    @pytest.mark.parametrize("heard_by", ["roster", "outreach"])
    def test_takes_back_everything_of_hers_that_has_not_left(self, desk, heard_by):
        """
        Whatever it is about; another mother's messages stay.
        """
        desk.take(
            envelope_of(opened(AYLIN)),
            envelope_of(visit(AYLIN)),
            envelope_of(offer(AYLIN)),
            envelope_of(opened(ZOFIA)),
        )

        if heard_by == "roster":
            decline(desk)
        else:
            agree(desk, "no_thanks")

        hers = desk.messages(AYLIN)
        assert len(hers) == 3
        assert {(one.state, one.reason) for one in hers} == {
            (MessageState.WITHDRAWN, Withdrawal.NO_THANKS)
        }
        assert len(desk.announced()) == 3
        assert desk.message(ZOFIA).state is MessageState.QUEUED

    def test_is_kept_for_a_mother_whose_contact_is_not_known_yet(self, desk):
        """
        When her contact comes, she is known as one who wants no message.
        """
        decline(desk)
        desk.take(envelope_of(contact(AYLIN)))

        recipient = desk.recipient(AYLIN)
        assert recipient is not None
        assert recipient.opted_out

    def test_outlives_a_new_number(self, desk):
        """
        A changed contact is no changed mind.
        """
        desk.take(envelope_of(contact(AYLIN)))
        decline(desk)
        desk.take(envelope_of(contact(AYLIN, phone="+4567000022"), version=2))

        recipient = desk.recipient(AYLIN)
        assert recipient is not None
        assert recipient.opted_out
        assert recipient.phone == "+4567000022"
        assert recipient.version == 2

    @pytest.mark.parametrize("yes", ["said_yes", "keep_going"])
    @pytest.mark.parametrize(
        ("on", "opted_out"), [(MONDAY, True), (TUESDAY, True), (WEDNESDAY, False)]
    )
    def test_is_lifted_by_a_yes_of_a_later_day_alone(self, desk, yes, on, opted_out):
        """
        An older yes that comes late, or one of the same day, does not get past it.
        """
        desk.take(envelope_of(contact(AYLIN)))
        decline(desk, on=TUESDAY)
        agree(desk, yes, on=on)

        recipient = desk.recipient(AYLIN)
        assert recipient is not None
        assert recipient.opted_out is opted_out

    def test_that_is_older_than_her_yes_takes_nothing_back(self, desk):
        """
        She has come back since; what waits for her may leave.
        """
        agree(desk, "said_yes", on=WEDNESDAY)
        desk.take(envelope_of(opened(AYLIN)))

        decline(desk, on=TUESDAY)

        assert desk.message().state is MessageState.QUEUED
