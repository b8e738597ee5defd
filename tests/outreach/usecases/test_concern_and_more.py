"""
She tells of a concern and asks for something else too: neither takes care of the other.
"""

from datetime import timedelta

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.errors import WaitsForSomethingElse
from services.outreach.domain.follow_up import FollowUp
from services.outreach.usecases.complete_follow_up import complete_follow_up
from shared.contracts.outreach import FollowUpCompleted
from shared.kernel.clock import day_of
from shared.kernel.organisations import Role
from tests.outreach.desk import Desk, Guest, meeting
from tests.outreach.usecases.test_take_back import undo_care

CONCERN, HELP = AttemptOutcome.CONCERN, AttemptOutcome.PRACTICAL_HELP
PAUSE = AttemptOutcome.WANTS_PAUSE


def take_care_of(desk: Desk, mother: Guest, outcome: AttemptOutcome) -> None:
    desk.clock.later(minutes=1)
    now = desk.clock.now()
    until = day_of(now) + timedelta(days=30) if outcome is PAUSE else None
    complete_follow_up(
        follow_up_id=the(desk, mother).id,
        outcome=outcome,
        until=until,
        expected_version=None,
        by=Role.COORDINATOR,
        now=now,
        uow=desk.uow(),
    )


def the(desk: Desk, mother: Guest) -> FollowUp:
    [follow_up] = desk.mother(mother).follow_ups.values()
    return follow_up


def told(desk: Desk, mother: Guest, *outcomes: AttemptOutcome) -> None:
    desk.hear(mother.committed())
    desk.hear(mother.missed(meeting()))
    for outcome in outcomes:
        desk.clock.later(minutes=1)
        desk.try_her(mother, outcome)


class TestWhatElseSheAskedFor:
    @pytest.mark.parametrize("asked", [HELP, PAUSE])
    @pytest.mark.parametrize("is_concern_first", [True, False])
    def test_waits_once_the_concern_is_passed_on(
        self, desk: Desk, mother: Guest, asked: AttemptOutcome, is_concern_first: bool
    ):
        """
        Nothing expires in silence: she waits at home for whoever was to fetch her.
        """
        both = (CONCERN, asked) if is_concern_first else (asked, CONCERN)
        told(desk, mother, *both)
        assert the(desk, mother).waits_for is CONCERN

        take_care_of(desk, mother, CONCERN)

        assert the(desk, mother).waits_for is asked
        assert "FollowUpCompleted" not in desk.names()
        with pytest.raises(WaitsForSomethingElse):
            take_care_of(desk, mother, CONCERN)
        take_care_of(desk, mother, asked)
        assert the(desk, mother).reason == asked
        ended = [one for one in desk.announced() if isinstance(one, FollowUpCompleted)]
        assert [one.outcome for one in ended] == [asked]

    def test_is_asked_for_no_more_after_another_answer(self, desk: Desk, mother: Guest):
        """
        She comes by herself after all: the concern was all that was left.
        """
        told(desk, mother, HELP, CONCERN, AttemptOutcome.COMING_NEXT)

        take_care_of(desk, mother, CONCERN)

        assert the(desk, mother).reason == CONCERN

    def test_waits_no_longer_than_the_miss_that_it_is_about(
        self, desk: Desk, mother: Guest
    ):
        """
        She had cancelled: only the concern had kept it open.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        for outcome in (HELP, CONCERN):
            desk.clock.later(minutes=1)
            desk.try_her(mother, outcome)
        desk.hear(mother.excused_late(session), version=2)

        take_care_of(desk, mother, CONCERN)

        assert not the(desk, mother).is_open

    def test_is_over_when_she_has_come_meanwhile(self, desk: Desk, mother: Guest):
        """
        She needed nobody to fetch her.
        """
        told(desk, mother, HELP, CONCERN)
        desk.clock.time = meeting(week=1).ends_at
        desk.hear(mother.attended(meeting(week=1)))
        assert the(desk, mother).waits_for is CONCERN

        take_care_of(desk, mother, CONCERN)

        assert the(desk, mother).reason == "came_back"

    def test_waits_for_the_concern_again_if_passing_it_on_was_a_slip(
        self, desk: Desk, mother: Guest
    ):
        """
        The concern first, as it was.
        """
        told(desk, mother, HELP, CONCERN)
        take_care_of(desk, mother, CONCERN)
        desk.clock.later(minutes=2)

        undo_care(desk, mother)

        assert the(desk, mother).waits_for is CONCERN

    def test_and_another_concern_is_the_first_thing_again(
        self, desk: Desk, mother: Guest
    ):
        """
        What was passed on was the one before.
        """
        told(desk, mother, HELP, CONCERN)
        take_care_of(desk, mother, CONCERN)
        desk.clock.later(minutes=2)

        desk.try_her(mother, CONCERN)

        assert the(desk, mother).waits_for is CONCERN
