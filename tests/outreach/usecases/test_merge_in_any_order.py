"""
A mother who was entered twice, told of under both ids in every order.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import islice, permutations

import pytest
from sqlalchemy import select

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.storage import tables
from services.outreach.usecases.record_agreement import record_agreement
from shared.contracts.event import Event
from shared.contracts.outreach import AgreementChanged
from shared.contracts.roster.mothers import MotherMerged
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import Desk, Guest, cancelled, meeting
from tests.support.bus import envelope_of

Told = tuple[Event, int]
Story = Callable[[Guest, Guest], list[Told]]


def merged(kept: Guest, other: Guest) -> Told:
    return MotherMerged(mother_id=kept.id, merged_id=other.id), 9


def missed_under_both(kept: Guest, other: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (kept.missed(first), 1),
        (other.missed(second), 1),
        merged(kept, other),
        (other.excused_late(second), 2),
    ]


def no_thanks_under_the_other(kept: Guest, other: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (kept.missed(first), 1),
        (other.missed(second), 1),
        (other.declined(), 2),
        (kept.committed(), 2),
        merged(kept, other),
    ]


def pause(desk: Desk, mother: Guest) -> None:
    now = desk.clock.now()
    record_agreement(
        mother_id=mother.id,
        kind=AgreementKind.PAUSED,
        said_on=None,
        heard_by=Role.COORDINATOR,
        now=now,
        uow=desk.uow(),
        terms=Terms(until=now.date() + timedelta(days=30)),
    )


def one_session_under_both(kept: Guest, other: Guest) -> list[Told]:
    first = meeting()
    return [
        (other.missed(first), 1),
        (kept.attended(first), 1),
        merged(kept, other),
        # What the roster tells when it has put the two lines together.
        (kept.corrected(first, was="attended", to="attended"), 2),
    ]


def one_miss_under_both(kept: Guest, other: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (other.missed(first), 1),
        (kept.missed(first), 1),
        merged(kept, other),
        (kept.corrected(first, was="missed", to="missed"), 2),
        (kept.missed(second, in_a_row=2), 1),
    ]


def back_under_the_kept(kept: Guest, other: Guest) -> list[Told]:
    first, second = meeting(), meeting(week=1)
    return [
        (other.missed(first), 1),
        (kept.attended(second), 1),
        (other.committed(), 1),
        (kept.committed(), 9),
        merged(kept, other),
    ]


def paused_under_the_other(kept: Guest, other: Guest) -> list[Told]:
    first = meeting()
    return [
        (other.missed(first), 1),
        (other.paused(first.ends_at), 3),
        merged(kept, other),
        # What the roster tells where a pause of either entry holds.
        (kept.paused(first.ends_at), 9),
    ]


def resting_under_the_other(kept: Guest, other: Guest) -> list[Told]:
    first = meeting()
    return [
        (other.missed(first), 1),
        (other.left(first.ends_at), 3),
        merged(kept, other),
        (cancelled(meeting(week=1), kept, other), 1),
    ]


STORIES: dict[Story, dict[str, object]] = {
    missed_under_both: {"open_weeks": [0], "kind": "none"},
    no_thanks_under_the_other: {"open_weeks": [], "kind": "no_thanks"},
    one_session_under_both: {"open_weeks": [], "kind": "none"},
    one_miss_under_both: {"open_weeks": [0, 1], "kind": "none"},
    back_under_the_kept: {"open_weeks": [], "kind": "said_yes"},
    paused_under_the_other: {"open_weeks": [], "kind": "none"},
    resting_under_the_other: {"open_weeks": [0], "kind": "none"},
}
stories = pytest.mark.parametrize("story", STORIES, ids=lambda one: one.__name__)


def end_of(desk: Desk, kept: Guest) -> dict[str, object]:
    found = desk.mother(kept)
    weeks = [
        (each.session_started_at - meeting().starts_at).days // 7
        for each in found.open_follow_ups
    ]
    sessions = [each.session_id for each in found.follow_ups.values()]
    assert len(set(sessions)) == len(sessions)
    assert (found.open_episode is not None) == bool(weeks)
    return {"open_weeks": sorted(weeks), "kind": found.agreement.kind.value}


def names(desk: Desk, guest: Guest) -> set[str]:
    """
    Return the tables that still name this id.
    """
    with desk.engine.connect() as connection:
        return {
            table.name
            for table in tables.metadata.sorted_tables
            for column in table.c
            if column.name in {"mother_id", "person_id"}
            or (table.name, column.name) == ("mothers", "id")
            if connection.scalar(select(column).where(column == guest.id))
        } - {"looks"}


class TestMergeInAnyOrder:
    @stories
    @pytest.mark.parametrize("in_one_batch", [True, False])
    def test_ends_the_same(self, quick_desk: Desk, story: Story, in_one_batch: bool):
        """
        Before the merge or after it, under the one id or the other: the same sessions
        are to be followed up in one episode, each once, and a no thanks holds. Every
        order in one batch; every third one at a time, which takes three times as long.
        """
        example = Guest(id=new_id()), Guest(id=new_id())
        orders = permutations(range(len(story(*example))))
        for order in islice(orders, 0, None, 1 if in_one_batch else 3):
            kept, other = Guest(id=new_id()), Guest(id=new_id())
            told = story(kept, other)
            if in_one_batch:
                quick_desk.take(
                    envelope_of(told[place][0], version=told[place][1])
                    for place in order
                )
            else:
                for place in order:
                    quick_desk.hear(told[place][0], version=told[place][1])

            assert end_of(quick_desk, kept) == STORIES[story], order
            assert names(quick_desk, other) == {"erased"}, order
        assert quick_desk.failing() == []

    def test_works_on_both_databases(self, desk: Desk):
        """
        One session missed under both ids, each tried once: both tries stay.
        """
        kept, other = Guest(id=new_id()), Guest(id=new_id())
        *misses, merge, _, _ = one_miss_under_both(kept, other)
        for event, version in misses:
            desk.hear(event, version=version)
        for guest in (kept, other):
            desk.try_her(guest, AttemptOutcome.NO_ANSWER)

        desk.hear(merge[0], version=merge[1])
        desk.hear(other.declined(), version=2)

        assert desk.failing() == []
        [follow_up] = desk.mother(kept).follow_ups.values()
        assert len(follow_up.attempts) == 2
        assert follow_up.reason == "no_thanks"
        assert names(desk, other) == {"erased"}

    def test_keeps_a_concern_while_she_pauses(self, quick_desk: Desk):
        """
        A pause under one id is no no thanks: the concern under the other stays open.
        """
        kept, other = Guest(id=new_id()), Guest(id=new_id())
        quick_desk.hear(kept.committed(), version=2)
        quick_desk.hear(other.missed(meeting()))
        quick_desk.try_her(other, AttemptOutcome.CONCERN)
        pause(quick_desk, kept)

        event, version = merged(kept, other)
        quick_desk.hear(event, version=version)

        [follow_up] = quick_desk.mother(kept).open_follow_ups
        assert follow_up.waits_for is AttemptOutcome.CONCERN
        assert quick_desk.mother(kept).agreement.kind is AgreementKind.PAUSED

    @pytest.mark.parametrize("ends", ["excused", "declined"])
    def test_keeps_a_concern_though_the_miss_is_none_under_the_other_id(
        self, quick_desk: Desk, ends: str
    ):
        """
        She cancelled, or said no thanks, under one id; her child's concern under the
        other still waits, in an episode that is open.
        """
        kept, other, session = Guest(id=new_id()), Guest(id=new_id()), meeting()
        quick_desk.hear(kept.missed(session))
        if ends == "excused":
            quick_desk.hear(kept.excused_late(session), version=2)
        else:
            quick_desk.hear(kept.declined(), version=2)
        quick_desk.hear(other.missed(session))
        quick_desk.try_her(other, AttemptOutcome.CONCERN)

        event, version = merged(kept, other)
        quick_desk.hear(event, version=version)

        found = quick_desk.mother(kept)
        [follow_up] = found.open_follow_ups
        assert follow_up.waits_for is AttemptOutcome.CONCERN
        assert found.open_episode is not None
        assert follow_up.episode_id == found.open_episode.id

    @pytest.mark.parametrize("merged_first", [True, False])
    def test_keeps_what_the_register_said_of_the_id_that_gives_way(
        self, quick_desk: Desk, merged_first: bool
    ):
        """
        Rule 1: answered under one id, worried under the other, and then it was no miss:
        whenever the two become one, the concern waits and nothing was missed.
        """
        kept, other, session = Guest(id=new_id()), Guest(id=new_id()), meeting()
        for guest in (kept, other):
            quick_desk.hear(guest.missed(session))
        quick_desk.try_her(kept, AttemptOutcome.COMING_NEXT)
        quick_desk.try_her(other, AttemptOutcome.CONCERN)
        late, (merge, version) = other.excused_late(session), merged(kept, other)
        if merged_first:
            quick_desk.hear(merge, version=version)
            late = kept.excused_late(session)
        quick_desk.hear(late, version=2)
        if not merged_first:
            quick_desk.hear(merge, version=version)

        [follow_up] = quick_desk.mother(kept).open_follow_ups
        assert follow_up.holds_concern
        assert not follow_up.was_missed

    def test_tells_what_both_ids_had_said(self, quick_desk: Desk):
        """
        Who keeps count of her agreement hears it once more, under the kept id.
        """
        kept, other = Guest(id=new_id()), Guest(id=new_id())
        quick_desk.hear(other.declined(), version=2)

        event, version = merged(kept, other)
        quick_desk.hear(event, version=version)

        told = [
            one for one in quick_desk.announced() if isinstance(one, AgreementChanged)
        ]
        assert [(one.mother_id, one.to_kind) for one in told][-1] == (
            kept.id,
            "no_thanks",
        )
