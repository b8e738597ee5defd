"""
A mother who was entered twice has one list of messages, whatever was told first.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from services.notifications.domain.message_state import MessageState
from shared.contracts.event import Event
from shared.contracts.roster.mothers import MotherMerged
from shared.contracts.roster.sessions import SessionCancelled
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk
from tests.notifications.told import (
    NEXT_TUESDAY_TEN,
    TUESDAY,
    WEDNESDAY,
    agreed,
    contact,
    declined,
)
from tests.support.bus import envelope_of

Told = list[tuple[Event, int]]
Story = Callable[..., Told]


def session_cancelled(*mothers) -> SessionCancelled:
    return SessionCancelled(
        session_id=new_id(),
        group_id=new_id(),
        starts_at=NEXT_TUESDAY_TEN,
        expected_mother_ids=mothers,
    )


def the_same_news(kept, other) -> Told:
    return [
        (contact(kept), 9),
        (contact(other, phone="+4567000099"), 4),
        (session_cancelled(kept, other), 1),
        (MotherMerged(mother_id=kept, merged_id=other), 9),
    ]


def a_no_thanks_to_the_other(kept, other) -> Told:
    return [
        (contact(kept), 9),
        (declined(other), 4),
        (session_cancelled(kept), 1),
        (MotherMerged(mother_id=kept, merged_id=other), 9),
    ]


def no_thanks_to_outreach(kept, other) -> Told:
    return [
        (agreed(other, "no_thanks"), 2),
        (agreed(kept, "said_yes", on=TUESDAY), 2),
        (agreed(kept, "no_thanks", on=WEDNESDAY), 5),
        (session_cancelled(other), 1),
        (MotherMerged(mother_id=kept, merged_id=other), 9),
    ]


ENDS = {the_same_news: 1, a_no_thanks_to_the_other: 0, no_thanks_to_outreach: 0}


def comes_out_right(desk: Desk, story: Story, order: Sequence[int]) -> None:
    kept, other = new_id(), new_id()
    told = story(kept, other)
    for place in order:
        desk.take(envelope_of(told[place][0], version=told[place][1]))

    states = Counter(one.state for one in desk.messages(kept))
    assert states[MessageState.QUEUED] == ENDS[story], order
    assert states.total() > 0
    assert desk.messages(other) == []
    assert desk.recipient(other) is None
    assert desk.no_thanks(other) is None


class TestMergeInAnyOrder:
    @pytest.mark.parametrize("story", ENDS, ids=lambda one: one.__name__)
    def test_leaves_the_same_waiting(self, quick_desk: Desk, story):
        """
        The same news waits once, under the kept id; none after a no thanks of either.
        """
        for order in permutations(range(len(story(new_id(), new_id())))):
            comes_out_right(quick_desk, story, order)

    @pytest.mark.parametrize("story", ENDS, ids=lambda one: one.__name__)
    def test_leaves_the_same_on_both_databases(self, desk: Desk, story):
        """
        As it was told, and backwards.
        """
        order = range(len(story(new_id(), new_id())))
        comes_out_right(desk, story, order)
        comes_out_right(desk, story, order[::-1])
