"""
What becomes of follow-ups when a mother pauses or leaves.
"""

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.follow_up_state import FollowUpState
from shared.contracts.outreach import EpisodeClosed, FollowUpStopped
from shared.kernel.ids import new_id
from tests.outreach.desk import TUESDAY_NOON, Desk, Guest, meeting


def only_follow_up(desk: Desk, mother: Guest):
    [found] = desk.mother(mother).follow_ups.values()
    return found


class TestOutOfGroup:
    @pytest.mark.parametrize("goes", [Guest.paused, Guest.left])
    def test_stops_what_is_open_and_says_why(self, desk: Desk, goes):
        """
        Nobody calls her about what she missed before; it is no no thanks either.
        """
        mother = Guest(id=new_id())
        desk.hear(mother.missed(meeting()))

        desk.hear(goes(mother, TUESDAY_NOON), version=2)

        assert only_follow_up(desk, mother).state is FollowUpState.STOPPED
        stopped = [one for one in desk.announced() if isinstance(one, FollowUpStopped)]
        closed = [one for one in desk.announced() if isinstance(one, EpisodeClosed)]
        assert [one.reason for one in stopped] == ["out_of_group"]
        assert [one.outcome for one in closed] == ["out_of_group"]
        assert desk.mother(mother).agreement.allows_contact

    @pytest.mark.parametrize(
        ("said", "state"),
        [
            (AttemptOutcome.WANTS_PAUSE, FollowUpState.COMPLETED),
            (AttemptOutcome.CONCERN, FollowUpState.REACHED),
        ],
    )
    def test_takes_care_of_the_pause_that_she_asked_for_only(
        self, quick_desk: Desk, said, state
    ):
        """
        The pause is agreed now; a concern for a child stays on the list of somebody.
        """
        mother = Guest(id=new_id())
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, said)

        quick_desk.hear(mother.paused(TUESDAY_NOON), version=2)

        assert only_follow_up(quick_desk, mother).state is state
