"""
Messages are asked for: one for each cause, and none for who does not want any.
"""

from datetime import UTC, datetime, timedelta

import pytest

from services.notifications.domain.message_state import MessageState, Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.queue_missed_you import queue_missed_you
from services.notifications.usecases.queue_place_offered import queue_place_offered
from services.notifications.usecases.queue_session_cancelled import (
    queue_session_cancelled,
)
from services.notifications.usecases.queue_visit_scheduled import queue_visit_scheduled
from services.notifications.usecases.take_decline import take_decline
from services.notifications.usecases.withdraw_missed_you import withdraw_missed_you
from shared.contracts.notifications import MessageWithdrawn
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk, Phones
from tests.notifications.told import (
    NEXT_TUESDAY_TEN,
    NEXT_WEDNESDAY_ONE,
    TUESDAY,
    TUESDAY_EIGHT,
    TUESDAY_THREE,
    contact,
)
from tests.support.bus import TUESDAY_TEN, envelope_of

FOLLOW_UP = new_id()
REFERRAL = new_id()
HAND_OFF = new_id()
SESSION = new_id()
AYLIN = new_id()
ZOFIA = new_id()
NEXT_THURSDAY_ONE = NEXT_WEDNESDAY_ONE + timedelta(days=1)


def ask_after_a_miss(desk: Desk) -> None:
    queue_missed_you(
        follow_up_id=FOLLOW_UP,
        mother_id=AYLIN,
        session_started_at=TUESDAY_TEN,
        text_from=TUESDAY_THREE,
        now=desk.now,
        uow=desk.work(),
    )


def ask_about_a_visit(desk: Desk, *, at: datetime, version: int) -> None:
    queue_visit_scheduled(
        referral_id=REFERRAL,
        mother_id=AYLIN,
        visit_at=at,
        version=version,
        now=desk.now,
        uow=desk.work(),
    )


def decline(desk: Desk) -> None:
    take_decline(mother_id=AYLIN, declined_on=TUESDAY, now=desk.now, uow=desk.work())


class TestMissedYou:
    """
    The neutral text after a missed session.
    """

    def test_waits_until_the_follow_up_is_visible_and_serves_until_the_evening(
        self, desk
    ):
        """
        She has time to write first; on another day a text would only be odd, and may
        fall into a school holiday.
        """
        ask_after_a_miss(desk)

        message = desk.message()
        assert message.state is MessageState.QUEUED
        assert message.template is Template.MISSED_YOU
        assert message.not_before == TUESDAY_THREE
        assert message.not_after == TUESDAY_EIGHT

    def test_is_one_for_each_cause_at_most(self, desk):
        """
        However often it is asked for, and whatever became of the first.
        """
        desk.take(envelope_of(contact(AYLIN)))
        phones = Phones()
        ask_after_a_miss(desk)
        ask_after_a_miss(desk)
        desk.later(hours=5)
        desk.send(phones)
        ask_after_a_miss(desk)
        desk.send(phones)

        assert desk.message().state is MessageState.SENT
        assert len(phones.texts) == 1

    def test_is_not_queued_again_once_it_was_withdrawn(self, desk):
        """
        A follow-up that is opened again after a correction does not text her anew; the
        coordinator has the follow-up, and calls.
        """
        ask_after_a_miss(desk)
        withdraw_missed_you(
            follow_up_id=FOLLOW_UP,
            mother_id=AYLIN,
            reason=Withdrawal.CORRECTED,
            now=desk.now,
            uow=desk.work(),
        )

        ask_after_a_miss(desk)

        assert desk.message().state is MessageState.WITHDRAWN

    def test_is_withdrawn_at_once_for_a_mother_who_said_no_thanks(self, desk):
        """
        No thanks holds at once (rule 3), also for what is asked for afterwards.
        """
        decline(desk)

        ask_after_a_miss(desk)

        message = desk.message()
        assert message.state is MessageState.WITHDRAWN
        assert message.reason == Withdrawal.NO_THANKS
        (told,) = desk.announced()
        assert isinstance(told.event, MessageWithdrawn)
        assert told.event.message_id == message.id


class TestSessionCancelled:
    """
    The text to every mother who was expected.
    """

    def cancel(self, desk: Desk, *, starts_at: datetime) -> None:
        queue_session_cancelled(
            session_id=SESSION,
            mother_ids=[AYLIN, ZOFIA],
            starts_at=starts_at,
            version=2,
            now=desk.now,
            uow=desk.work(),
        )

    def test_goes_to_each_mother_once(self, desk):
        """
        Each has a message of her own, of use until the session would have begun.
        """
        self.cancel(desk, starts_at=NEXT_TUESDAY_TEN)
        self.cancel(desk, starts_at=NEXT_TUESDAY_TEN)

        found = desk.messages()
        assert {one.mother_id for one in found} == {AYLIN, ZOFIA}
        assert len(found) == 2
        assert all(one.not_after == NEXT_TUESDAY_TEN for one in found)

    @pytest.mark.parametrize(
        ("ahead", "waits"),
        [
            (timedelta(hours=3), timedelta(minutes=5)),
            (timedelta(hours=2), timedelta(0)),
        ],
    )
    def test_waits_a_moment_unless_she_may_be_getting_ready(self, desk, ahead, waits):
        """
        A slip that is undone within five minutes has told nobody.
        """
        self.cancel(desk, starts_at=desk.now + ahead)

        assert {one.not_before for one in desk.messages()} == {desk.now + waits}

    @pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=2)])
    def test_is_no_news_once_the_session_would_have_begun(self, desk, ago):
        """
        A session that is taken out of the book afterwards is told to nobody.
        """
        self.cancel(desk, starts_at=desk.now - ago)

        assert desk.messages() == []


class TestVisitScheduled:
    """
    The text with the time of a home visit.
    """

    def test_takes_back_an_unsent_one_with_another_time(self, desk):
        """
        She hears one time, the one that holds.
        """
        ask_about_a_visit(desk, at=NEXT_WEDNESDAY_ONE, version=2)
        ask_about_a_visit(desk, at=NEXT_THURSDAY_ONE, version=3)

        states = {one.not_after: (one.state, one.reason) for one in desk.messages()}
        assert states == {
            NEXT_WEDNESDAY_ONE: (MessageState.WITHDRAWN, Withdrawal.VISIT_MOVED),
            NEXT_THURSDAY_ONE: (MessageState.QUEUED, None),
        }

    def test_leaves_an_unsent_one_with_the_same_time(self, desk):
        """
        Telling of the same time again adds nothing.
        """
        ask_about_a_visit(desk, at=NEXT_WEDNESDAY_ONE, version=2)
        ask_about_a_visit(desk, at=NEXT_WEDNESDAY_ONE, version=2)
        ask_about_a_visit(desk, at=NEXT_WEDNESDAY_ONE, version=3)

        assert desk.message().state is MessageState.QUEUED

    def test_is_told_again_when_a_visit_is_moved_and_moved_back(self, desk):
        """
        The last that she has heard must not be the wrong day.
        """
        desk.take(envelope_of(contact(AYLIN, languages=("en",))))
        phones = Phones()
        for version, at in enumerate(
            [NEXT_WEDNESDAY_ONE, NEXT_THURSDAY_ONE, NEXT_WEDNESDAY_ONE]
        ):
            ask_about_a_visit(desk, at=at, version=version)
            desk.send(phones)

        days = [text.text.partition(" on ")[2].split()[0] for text in phones.texts]
        assert days == ["Wednesday", "Thursday", "Wednesday"]


class TestPlaceOffered:
    """
    The text about an offered daycare place.
    """

    def test_serves_until_the_evening_of_the_last_day(self, desk):
        """
        Silence may cost her the place, so she is told for as long as she can answer.
        """
        for _ in range(2):
            queue_place_offered(
                hand_off_id=HAND_OFF,
                mother_id=AYLIN,
                answer_by=TUESDAY,
                now=desk.now,
                uow=desk.work(),
            )

        message = desk.message()
        assert message.facts == {"answer_by": "2026-11-17"}
        assert message.not_after == datetime(2026, 11, 17, 19, 0, tzinfo=UTC)
