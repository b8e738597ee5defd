"""
The neutral text before the next session, the quiet hours, and the smaller no thanks.
"""

from datetime import timedelta

import pytest

from services.notifications.domain.message_state import (
    MessageState,
    Suppression,
    Withdrawal,
)
from services.notifications.domain.template import Template
from services.notifications.usecases.take_agreement import take_agreement
from shared.contracts.outreach import NeutralTextDue
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk, Phones
from tests.notifications.domain.messages import TUESDAY_THREE, queued, recipient
from tests.notifications.told import (
    NEXT_TUESDAY_TEN,
    TUESDAY,
    WEDNESDAY,
    cancelled,
    completed,
    contact,
    declined,
    follow_up_of,
    opened,
    visit,
)
from tests.support.bus import envelope_of

AYLIN = new_id()
SESSION = cancelled().session_id


def due(desk: Desk, *, version: int = 2) -> None:
    event = NeutralTextDue(
        mother_id=AYLIN,
        follow_up_id=follow_up_of(AYLIN),
        session_id=SESSION,
        session_starts_at=NEXT_TUESDAY_TEN,
    )
    desk.take(envelope_of(event, version=version))


def no_follow_up(desk: Desk) -> None:
    take_agreement(
        mother_id=AYLIN,
        agreement="no_thanks",
        scope="follow_up",
        said_on=WEDNESDAY,
        now=desk.now,
        uow=desk.work(),
    )


def states(desk: Desk) -> dict[Template, MessageState]:
    return {each.template: each.state for each in desk.messages(AYLIN)}


class TestSeeYou:
    def test_leaves_once_with_day_and_time(self, desk):
        """
        It tells when the group meets and that it is up to her; told twice, it leaves
        once.
        """
        phones = Phones()
        desk.take(envelope_of(contact(AYLIN, languages=("da",), shared_phone=True)))
        due(desk)
        due(desk, version=3)
        desk.send(phones)

        (sent,) = phones.texts
        assert sent.text == (
            "Hej! Vi mødes tirsdag 24. november kl. 10.00, hvis du har lyst."
            " Du bestemmer selv. Kærlig hilsen Babygruppen"
        )

    def test_that_is_heard_of_in_the_night_waits_for_the_morning(self, desk):
        """
        A machine was down in the evening: nobody is woken by it.
        """
        phones = Phones()
        desk.take(envelope_of(contact(AYLIN)))
        desk.later(hours=17)
        due(desk)

        desk.send(phones)
        assert phones.texts == []

        desk.later(hours=7)
        desk.send(phones)
        assert len(phones.texts) == 1

    def test_is_withdrawn_with_its_follow_up(self, desk):
        """
        She was reached before it left.
        """
        desk.take(envelope_of(opened(AYLIN)))
        due(desk)
        desk.take(envelope_of(completed(AYLIN), version=3))

        assert set(states(desk).values()) == {MessageState.WITHDRAWN}

    def test_is_not_queued_after_what_ended_its_follow_up(self, desk):
        """
        Overtaken by the end, it is older than what is known.
        """
        desk.take(envelope_of(completed(AYLIN), version=3))
        due(desk)

        assert Template.SEE_YOU not in states(desk)

    def test_is_withdrawn_when_its_session_is_cancelled(self, desk):
        """
        Nobody is asked to come to a session that is not held.
        """
        due(desk)
        desk.take(envelope_of(cancelled(AYLIN)))

        assert states(desk)[Template.SEE_YOU] is MessageState.WITHDRAWN

    def test_is_not_for_who_said_no_thanks(self, desk):
        """
        To anybody, in whichever order.
        """
        desk.take(envelope_of(declined(AYLIN)))
        due(desk)

        assert desk.message(AYLIN).reason == Withdrawal.NO_THANKS


class TestNeutralText:
    def test_is_not_queued_when_outreach_says_that_there_is_none(self, desk):
        """
        A second miss without her yes brings no text.
        """
        event = opened(AYLIN)
        desk.take(envelope_of(type(event)(**vars(event) | {"neutral_text": False})))

        assert desk.messages(AYLIN) == []


class TestQuietHours:
    def test_let_no_text_leave_on_another_day(self, desk):
        """
        Her number came at nine in the evening: it is the same afternoon or not at all.
        """
        phones = Phones()
        desk.take(envelope_of(contact(AYLIN)), envelope_of(opened(AYLIN)))
        evening = desk.message(AYLIN).not_before + timedelta(hours=6)
        for hours in (0, 12):
            desk.send(phones, now=evening + timedelta(hours=hours))

        assert phones.texts == []
        assert desk.message(AYLIN).reason == Suppression.TOO_LATE


class TestNoToFollowUp:
    """
    The smaller no thanks: not to be followed up, and still to be told of the rest.
    """

    def test_takes_back_what_follows_her_up_alone(self, desk):
        """
        The home visit is still told.
        """
        desk.take(envelope_of(opened(AYLIN)), envelope_of(visit(AYLIN)))
        no_follow_up(desk)

        assert states(desk) == {
            Template.MISSED_YOU: MessageState.WITHDRAWN,
            Template.VISIT_SCHEDULED: MessageState.QUEUED,
        }

    def test_holds_at_the_moment_of_sending_and_for_what_comes(self, desk):
        """
        Nothing of follow-up is queued any more, and the visit leaves.
        """
        phones = Phones()
        desk.take(envelope_of(contact(AYLIN)))
        no_follow_up(desk)
        desk.take(envelope_of(opened(AYLIN)), envelope_of(visit(AYLIN)))

        known = desk.recipient(AYLIN)
        assert (known.opted_out, known.not_followed_up) == (False, True)
        assert states(desk)[Template.MISSED_YOU] is MessageState.WITHDRAWN
        assert states(desk)[Template.VISIT_SCHEDULED] is MessageState.QUEUED
        assert phones.texts == []

    @pytest.mark.parametrize("first", ["decline", "no"])
    def test_does_not_soften_a_no_to_all_of_the_same_day(self, desk, first):
        """
        Who declined the group that day, or later, is told nothing, in either order.
        """
        word = {
            "mother_id": AYLIN,
            "agreement": "no_thanks",
            "scope": "follow_up",
            "said_on": TUESDAY,
        }
        if first == "decline":
            desk.take(envelope_of(declined(AYLIN)))
        take_agreement(**word, now=desk.now, uow=desk.work())
        if first == "no":
            desk.take(envelope_of(declined(AYLIN)))

        assert desk.no_thanks(AYLIN).holds

    def test_is_an_opt_out_when_it_came_a_moment_before_sending(self):
        """
        The last look is the one at the recipient.
        """
        message = queued()
        assert not message.claim(
            recipient=recipient(not_followed_up=True), at=TUESDAY_THREE
        )
        assert message.reason == Suppression.OPT_OUT
