"""
One mother's events in every order: the end is the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice, permutations

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.ladder_steps import DEFAULT_LADDER, StepKind
from services.outreach.usecases.change_ladder import change_ladder_of_group
from shared.contracts.event import Event
from shared.contracts.outreach import FollowUpOpened
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import (
    THE_NINTH,
    Desk,
    Guest,
    cancelled,
    meeting,
    planned,
    reinstated,
)
from tests.support.bus import envelope_of

Told = tuple[Event, int]
Story = Callable[[Guest], list[Told]]


def late_cancellation(mother: Guest) -> list[Told]:
    first, next_one = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.excused_late(first), 2),
        (cancelled(first, mother), 1),
        (mother.attended(next_one), 1),
        (mother.declined(), 1),
    ]


def correction(mother: Guest) -> list[Told]:
    first, next_one = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.corrected(first, to="attended"), 2),
        (mother.missed(next_one), 1),
        (mother.committed(), 1),
    ]


def missed_after_all(mother: Guest) -> list[Told]:
    first, next_one = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.excused_late(first), 2),
        (mother.corrected(first, was="cancelled_late", to="missed"), 3),
        (mother.missed(next_one, in_a_row=2), 1),
        (mother.excused_late(next_one), 2),
    ]


def last_correction(mother: Guest) -> list[Told]:
    first, next_one = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.corrected(first, to="attended"), 2),
        (mother.corrected(first, was="attended", to="excused"), 3),
        (mother.missed(next_one), 1),
        (cancelled(next_one, mother), 1),
    ]


def came_back(mother: Guest) -> list[Told]:
    first, second, third = meeting(), meeting(week=1), meeting(week=2)
    return [
        (mother.missed(first), 1),
        (mother.missed(second, in_a_row=2), 1),
        (mother.attended(third), 1),
        (mother.committed(), 1),
    ]


def missed_again(mother: Guest) -> list[Told]:
    first, second, third = meeting(), meeting(week=1), meeting(week=2)
    return [
        (mother.missed(first), 1),
        (mother.attended(second), 1),
        (mother.missed(third), 1),
        (cancelled(first, mother), 1),
        (mother.committed(), 1),
    ]


def no_thanks(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.committed(), 1),
        (mother.declined(), 1),
        (mother.missed(second), 1),
        (mother.corrected(second, to="missed"), 2),
    ]


def not_there_but_missed(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.attended(second), 1),
        (mother.corrected(second, was="attended", to="missed"), 2),
        (mother.committed(), 1),
    ]


def not_there_but_excused(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.attended(second), 1),
        (mother.corrected(second, was="attended", to="excused"), 2),
        (mother.committed(), 1),
    ]


def there_after_all(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.missed(second, in_a_row=2), 1),
        (mother.corrected(second, to="attended"), 2),
        (mother.excused_late(first), 2),
    ]


def there_and_not_and_there(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.attended(second), 1),
        (mother.corrected(second, was="attended", to="missed"), 2),
        (mother.corrected(second, to="attended"), 3),
    ]


def not_there_and_first_cancelled(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.excused_late(first), 2),
        (mother.attended(second), 1),
        (mother.corrected(second, was="attended", to="missed"), 2),
    ]


def not_there_and_first_not_held(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (cancelled(first, mother), 1),
        (mother.attended(second), 1),
        (mother.corrected(second, was="attended", to="excused"), 2),
    ]


def not_there_and_cancelled_late(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.attended(second), 1),
        (mother.corrected(second, was="attended", to="missed"), 2),
        (mother.excused_late(second), 3),
    ]


def not_there_but_at_another(mother: Guest) -> list[Told]:
    first, second, third = meeting(), meeting(week=1), meeting(week=2)
    return [
        (mother.missed(first), 1),
        (mother.attended(second), 1),
        (mother.attended(third), 1),
        (mother.corrected(third, was="attended", to="missed"), 2),
    ]


def not_there_and_no_thanks(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.attended(second), 1),
        (mother.corrected(second, was="attended", to="missed"), 2),
        (mother.declined(), 1),
    ]


def reopened_twice(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.missed(second, in_a_row=2), 1),
        (mother.corrected(second, to="attended"), 3),
        (mother.corrected(second, was="attended", to="missed"), 5),
    ]


def pause(mother: Guest) -> list[Told]:
    first, second, third = meeting(), meeting(week=1), meeting(week=2)
    return [
        (mother.missed(first), 1),
        (mother.paused(first.ends_at), 3),
        (mother.resumed(second.ends_at), 4),
        (mother.missed(third), 1),
    ]


def pause_that_goes_on(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.paused(first.ends_at), 3),
        (mother.excused_late(first), 2),
        (mother.missed(second, in_a_row=2), 1),
    ]


def left_and_returned(mother: Guest) -> list[Told]:
    first, second, third = meeting(), meeting(week=1), meeting(week=2)
    return [
        (mother.missed(first), 1),
        (mother.left(second.starts_at), 4),
        (mother.returned(second.ends_at), 5),
        (mother.missed(third), 1),
    ]


def no_thanks_in_a_pause(mother: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (mother.missed(first), 1),
        (mother.declined(), 4),
        (mother.paused(first.ends_at), 3),
        (mother.missed(second), 1),
    ]


def took_yes_back(mother: Guest) -> list[Told]:
    return [
        (mother.missed(meeting()), 1),
        (mother.committed(), 3),
        (mother.took_yes_back(), 4),
    ]


def said_yes_again(mother: Guest) -> list[Told]:
    tomorrow = THE_NINTH + timedelta(days=1)
    return [*took_yes_back(mother), (mother.committed(on=tomorrow), 5)]


def no_thanks_after_taking_yes_back(mother: Guest) -> list[Told]:
    return [*took_yes_back(mother), (mother.declined(), 5)]


def held_after_all(mother: Guest) -> list[Told]:
    first = meeting()
    return [
        (mother.missed(first), 1),
        (cancelled(first, mother), 5),
        (reinstated(first), 7),
    ]


def held_after_all_and_back(mother: Guest) -> list[Told]:
    return [*held_after_all(mother), (mother.attended(meeting(week=1)), 1)]


def held_after_all_and_excused(mother: Guest) -> list[Told]:
    first = meeting()
    return [
        (mother.missed(first), 1),
        (mother.excused_late(first), 2),
        (cancelled(first, mother), 5),
        (reinstated(first), 7),
    ]


def held_after_all_and_moved(mother: Guest) -> list[Told]:
    first = meeting()
    return [
        (cancelled(first, mother), 5),
        (reinstated(first), 7),
        (planned(first, group_id=new_id()), 8),
        (mother.missed(first), 1),
    ]


def cancelled_again(mother: Guest) -> list[Told]:
    first = meeting()
    return [
        (mother.missed(first), 1),
        (cancelled(first, mother), 5),
        (reinstated(first), 7),
        (cancelled(first, mother), 9),
    ]


STORIES: dict[Story, dict[str, object]] = {
    late_cancellation: {"open_weeks": [], "kind": "no_thanks"},
    correction: {"open_weeks": [1], "kind": "said_yes"},
    missed_after_all: {"open_weeks": [0], "kind": "none"},
    last_correction: {"open_weeks": [], "kind": "none"},
    came_back: {"open_weeks": [], "kind": "said_yes"},
    missed_again: {"open_weeks": [2], "kind": "said_yes"},
    no_thanks: {"open_weeks": [], "kind": "no_thanks"},
    took_yes_back: {"open_weeks": [0], "kind": "none"},
    said_yes_again: {"open_weeks": [0], "kind": "said_yes"},
    no_thanks_after_taking_yes_back: {"open_weeks": [], "kind": "no_thanks"},
    not_there_but_missed: {"open_weeks": [0, 1], "kind": "said_yes"},
    not_there_but_excused: {"open_weeks": [0], "kind": "said_yes"},
    there_after_all: {"open_weeks": [], "kind": "none"},
    there_and_not_and_there: {"open_weeks": [], "kind": "none"},
    not_there_and_first_cancelled: {"open_weeks": [1], "kind": "none"},
    not_there_and_first_not_held: {"open_weeks": [], "kind": "none"},
    not_there_and_cancelled_late: {"open_weeks": [0], "kind": "none"},
    not_there_but_at_another: {"open_weeks": [2], "kind": "none"},
    not_there_and_no_thanks: {"open_weeks": [], "kind": "no_thanks"},
    reopened_twice: {"open_weeks": [0, 1], "kind": "none"},
    pause: {"open_weeks": [2], "kind": "none"},
    pause_that_goes_on: {"open_weeks": [], "kind": "none"},
    left_and_returned: {"open_weeks": [2], "kind": "none"},
    held_after_all: {"open_weeks": [0], "kind": "none"},
    held_after_all_and_back: {"open_weeks": [], "kind": "none"},
    held_after_all_and_excused: {"open_weeks": [], "kind": "none"},
    held_after_all_and_moved: {"open_weeks": [0], "kind": "none"},
    cancelled_again: {"open_weeks": [], "kind": "none"},
    no_thanks_in_a_pause: {"open_weeks": [], "kind": "no_thanks"},
}
stories = pytest.mark.parametrize("story", STORIES, ids=lambda one: one.__name__)


def end_of(desk: Desk, mother: Guest) -> dict[str, object]:
    found = desk.mother(mother)
    weeks = [
        (each.session_started_at - meeting().starts_at).days // 7
        for each in found.open_follow_ups
    ]
    assert (found.open_episode is not None) == bool(weeks)
    return {"open_weeks": sorted(weeks), "kind": found.agreement.kind.value}


class TestLadderOfHerGroup:
    @pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=str)
    @pytest.mark.parametrize("texts", [True, False])
    def test_holds_before_the_session_is_known(
        self, quick_desk: Desk, order: tuple[int, ...], texts: bool
    ):
        """
        A miss may come before the planning of its session: the group's ladder says
        whether she gets a text all the same.
        """
        mother, session, group_id = Guest(id=new_id()), meeting(), new_id()
        without_text = DEFAULT_LADDER.only(frozenset({StepKind.CALL}))
        ladder = DEFAULT_LADDER if texts else without_text
        change_ladder_of_group(
            by=Role.COORDINATOR,
            group_id=group_id,
            ladder=ladder,
            expected_version=None,
            now=quick_desk.clock.now(),
            uow=quick_desk.uow(),
        )
        told = [
            planned(session, group_id=group_id),
            replace(mother.missed(session), group_id=group_id),
        ]

        for place in order:
            quick_desk.hear(told[place])

        (opened,) = (
            each for each in quick_desk.announced() if isinstance(each, FollowUpOpened)
        )
        assert opened.neutral_text is texts


def batched(order: tuple[int, ...], most: int) -> Iterator[tuple[int, ...]]:
    return (order[at : at + most] for at in range(0, len(order), most))


class TestAnyOrder:
    @stories
    def test_ends_the_same(self, quick_desk: Desk, story: Story):
        """
        Whatever overtakes what on the way: the same follow-ups are open, the same
        episode, and the agreement is the same. Every third order comes one at a time,
        the others in one batch.
        """
        orders = permutations(range(len(story(Guest(id=new_id())))))
        for number, order in enumerate(orders):
            mother = Guest(id=new_id())
            told = story(mother)
            at_once = 1 if number % 3 == 0 else len(order)
            for batch in batched(order, at_once):
                quick_desk.take(
                    envelope_of(told[place][0], version=told[place][1])
                    for place in batch
                )

            assert end_of(quick_desk, mother) == STORIES[story], order
        assert quick_desk.failing() == []

    @stories
    def test_ends_the_same_when_all_is_told_twice(self, quick_desk: Desk, story: Story):
        """
        All in one batch, and all again in another from the last to the first, under
        other ids: so the bus's net for repeats is not what holds here. Every third
        order: each of them is two.
        """
        orders = permutations(range(len(story(Guest(id=new_id())))))
        for order in islice(orders, 0, None, 3):
            mother = Guest(id=new_id())
            told = story(mother)
            for batch in (order, order[::-1]):
                quick_desk.take(
                    envelope_of(told[place][0], version=told[place][1])
                    for place in batch
                )

            assert end_of(quick_desk, mother) == STORIES[story], order
        assert quick_desk.failing() == []

    def test_ends_the_same_however_what_is_told_twice_is_mixed(self, quick_desk: Desk):
        """
        Each of three events comes twice, in every order of the six: the second may come
        at once, or after all that has overtaken the first.
        """
        orders = sorted(set(permutations([0, 1, 2] * 2)))
        assert len(orders) == 90
        for order in orders:
            mother = Guest(id=new_id())
            told = held_after_all(mother)
            quick_desk.take(
                envelope_of(told[place][0], version=told[place][1]) for place in order
            )

            assert end_of(quick_desk, mother) == STORIES[held_after_all], order
        assert quick_desk.failing() == []

    @pytest.mark.parametrize(
        ("answer", "state"),
        [
            (AttemptOutcome.COMING_NEXT, FollowUpState.COMPLETED),
            (AttemptOutcome.CONCERN, FollowUpState.REACHED),
        ],
    )
    def test_leaves_what_she_has_answered(
        self, quick_desk: Desk, answer: AttemptOutcome, state: FollowUpState
    ):
        """
        Her answer is final and her concern stays, whatever the register of the next
        week says, and in whichever order.
        """
        for order in permutations(range(3)):
            mother = Guest(id=new_id())
            first, *others = not_there_but_missed(mother)
            quick_desk.hear(first[0], version=first[1])
            quick_desk.try_her(mother, answer)
            for place in (*order, *order[::-1]):
                quick_desk.hear(others[place][0], version=others[place][1])

            found = quick_desk.mother(mother).follow_ups.values()
            oldest = min(found, key=lambda each: each.session_started_at)
            assert oldest.state is state, order
            assert oldest.attempts[0].outcome is answer
        assert quick_desk.failing() == []

    @pytest.mark.parametrize(
        "story", [late_cancellation, no_thanks, not_there_but_missed, held_after_all]
    )
    def test_ends_the_same_on_both_databases(self, desk: Desk, story: Story):
        """
        The three that matter most of each, in each of their orders.
        """
        ends = set()
        for order in permutations([0, 1, 2]):
            mother = Guest(id=new_id())
            told = story(mother)
            for place in order:
                desk.hear(told[place][0], version=told[place][1])
            ends.add(str(end_of(desk, mother)["open_weeks"]))

        assert ends == {str(STORIES[story]["open_weeks"])}
        assert desk.failing() == []
