"""
A text that never left was never had: she stays somebody's task.
"""

from datetime import timedelta
from typing import Literal

import pytest

from services.outreach.domain.ranking import Rank, rank_of
from shared.contracts.notifications import MessageFailed, MessageSuppressed
from shared.contracts.outreach import FollowUpScheduled
from shared.kernel.ids import new_id
from tests.outreach.desk import Desk, Guest, Meeting
from tests.outreach.usecases.test_ask_to_come import MONDAY_TEN, ask, plan
from tests.support.bus import envelope_of

Text = Literal["missed_you", "see_you"]
BOTH: tuple[Text, ...] = ("missed_you", "see_you")


def held_back(desk: Desk, mother: Guest, text: Text) -> MessageSuppressed:
    return MessageSuppressed(
        message_id=new_id(),
        mother_id=mother.id,
        template=text,
        follow_up_id=desk.mother(mother).newest_miss.id,
        reason="no_number",
    )


def failed(desk: Desk, mother: Guest, text: Text) -> MessageFailed:
    return MessageFailed(
        message_id=new_id(),
        mother_id=mother.id,
        template=text,
        follow_up_id=desk.mother(mother).newest_miss.id,
        reason="bad_number",
    )


def asked_on_monday(desk: Desk, mother: Guest) -> list[Meeting]:
    sessions = plan(desk)
    desk.hear(mother.missed(sessions[0]))
    ask(desk)
    return sessions


class TestTextBeforeTheSession:
    @pytest.mark.parametrize("tells", [held_back, failed])
    def test_that_never_left_leaves_her_somebodys(
        self, desk: Desk, mother: Guest, tells
    ):
        """
        Without her yes and without a number she has had no text, so she is not left to
        come by herself.
        """
        asked_on_monday(desk, mother)
        assert rank_of(desk.mother(mother)) is Rank.LEFT_TO_COME

        desk.hear(tells(desk, mother, "see_you"), version=3)

        assert rank_of(desk.mother(mother)) is Rank.WAITING

    def test_is_told_of_to_other_systems(self, quick_desk: Desk, mother: Guest):
        """
        The task that was nobody's is somebody's again, in a newer version.
        """
        desk = quick_desk
        asked_on_monday(desk, mother)

        desk.hear(held_back(desk, mother, "see_you"), version=3)

        told = [e for e in desk.envelopes() if isinstance(e.event, FollowUpScheduled)]
        newest = desk.mother(mother).newest_miss
        assert told[-1].event.follow_up_id == newest.id
        assert told[-1].version == newest.version

    def test_is_not_asked_for_again_about_the_same_session(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Her number may come within the minute; the text has had its moment.
        """
        desk = quick_desk
        asked_on_monday(desk, mother)
        desk.hear(held_back(desk, mother, "see_you"), version=3)

        assert len(ask(desk, MONDAY_TEN + timedelta(minutes=5))) == 1

    def test_is_asked_for_when_she_misses_again(self, quick_desk: Desk, mother: Guest):
        """
        She has had none yet, and by then there may be a number.
        """
        desk = quick_desk
        _first, second, _third = asked_on_monday(desk, mother)
        desk.hear(held_back(desk, mother, "see_you"), version=3)
        desk.clock.time = second.ends_at
        desk.hear(mother.missed(second, in_a_row=2))

        assert len(ask(desk, MONDAY_TEN + timedelta(weeks=1))) == 2

    def test_is_no_contact_of_that_day(self, quick_desk: Desk, mother: Guest):
        """
        What never reached her does not count towards two a day.
        """
        desk = quick_desk
        asked_on_monday(desk, mother)
        today = MONDAY_TEN.date()
        assert desk.mother(mother).contacts_on(today, until=MONDAY_TEN) == 1

        desk.hear(held_back(desk, mother, "see_you"), version=3)

        assert desk.mother(mother).contacts_on(today, until=MONDAY_TEN) == 0

    def test_is_heard_of_once(self, quick_desk: Desk, mother: Guest):
        """
        Told twice, or of another text meanwhile, it changes nothing more.
        """
        desk = quick_desk
        asked_on_monday(desk, mother)
        told = held_back(desk, mother, "see_you")
        desk.hear(told, version=3)
        before = desk.mother(mother)

        desk.hear(told, version=3)
        desk.take([envelope_of(failed(desk, mother, "see_you"), version=4)])

        assert desk.mother(mother) == before


class TestTextOfTheAfternoon:
    @pytest.mark.parametrize("tells", [held_back, failed])
    def test_that_never_left_does_not_count_as_had(
        self, desk: Desk, mother: Guest, tells
    ):
        """
        The next session that she misses brings one.
        """
        first, second, _third = plan(desk)
        desk.hear(mother.missed(first))
        desk.clock.later(hours=3)

        desk.hear(tells(desk, mother, "missed_you"), version=3)

        desk.clock.time = second.ends_at
        desk.hear(mother.missed(second, in_a_row=2))
        assert desk.mother(mother).newest_miss.text_from is not None


class TestAnyOtherText:
    def test_is_not_ours(self, quick_desk: Desk, mother: Guest):
        """
        About a visit, of one whom we do not know, and of one that is gone.
        """
        desk = quick_desk
        stranger = Guest(id=new_id())
        asked_on_monday(desk, mother)
        before = desk.mother(mother)
        told = {"message_id": new_id(), "reason": "no_number"}

        for whose, what in (
            (mother, {"template": "visit_scheduled"}),
            (mother, {"template": "see_you"}),
            (mother, {"template": "see_you", "follow_up_id": new_id()}),
            (stranger, {"template": "see_you", "follow_up_id": new_id()}),
        ):
            event = MessageSuppressed(mother_id=whose.id, **told, **what)
            desk.hear(event, version=3)

        assert desk.failing() == []
        assert desk.mother(mother) == before
