"""
An attempt that was a slip, taken back: she stands as if it had never been logged.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.errors import AttemptStands, CareStands, NoThanksStands
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.last_word import Care, CareTakenBack
from services.outreach.domain.snooze import Snooze
from services.outreach.domain.team_talk import Decision
from services.outreach.usecases.complete_follow_up import complete_follow_up
from services.outreach.usecases.decide_team_talk import decide_team_talk
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.put_off import put_off
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.take_back_attempt import take_back_attempt
from services.outreach.usecases.take_back_care import take_back_care
from shared.contracts.outreach import ReviewEvent
from shared.contracts.roster.mothers import MotherMerged
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import Desk, Guest, cancelled, meeting
from tests.outreach.usecases.test_tasks import asked_on_wednesday

THURSDAY = date(2027, 3, 11)
ENDS = [
    AttemptOutcome.COMING_NEXT,
    AttemptOutcome.KEEP_GOING,
    AttemptOutcome.CONCERN,
    AttemptOutcome.NO_ANSWER,
]


def newest_of(desk: Desk, mother: Guest) -> tuple[UUID, UUID]:
    """
    Return the follow-up and the id of her newest attempt.
    """
    made = [
        attempt
        for each in desk.mother(mother).follow_ups.values()
        for attempt in each.attempts
    ]
    newest = max(made, key=lambda one: (one.at, one.id))
    return newest.follow_up_id, newest.id


def take_back(desk: Desk, mother: Guest) -> None:
    follow_up_id, attempt_id = newest_of(desk, mother)
    take_back_attempt(
        follow_up_id=follow_up_id,
        attempt_id=attempt_id,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def end_after(
    order: Sequence[str], desk: Desk, slip: AttemptOutcome | None = None
) -> list[tuple[object, ...]]:
    """
    Return what is open and what is withdrawn after these things came in this order.

    Whether she came or paused first is told in the reason; that does not count here.
    """
    mother = Guest(id=new_id())
    first, second, third = meeting(), meeting(week=1), meeting(week=2)
    tell = {
        "slip": lambda: slip_with(desk, mother, slip),
        "undo": lambda: take_back_if_tried(desk, mother),
        "cancelled": lambda: desk.hear(mother.excused_late(second), version=2),
        "came": lambda: desk.hear(mother.attended(third)),
        "paused": lambda: desk.hear(mother.paused(first.ends_at), version=3),
    }
    desk.hear(mother.missed(first))
    desk.hear(mother.missed(second, in_a_row=2))
    for what in order:
        tell[what]()
    return sorted(
        (each.session_started_at, each.is_open, each.state == "withdrawn")
        for each in desk.mother(mother).follow_ups.values()
    )


def slip_with(desk: Desk, mother: Guest, outcome: AttemptOutcome | None) -> None:
    if outcome and desk.mother(mother).open_follow_ups:
        desk.try_her(mother, outcome)


def take_back_if_tried(desk: Desk, mother: Guest) -> None:
    if any(each.attempts for each in desk.mother(mother).follow_ups.values()):
        take_back(desk, mother)


def said(desk: Desk, mother: Guest, kind: AgreementKind) -> None:
    record_agreement(
        mother_id=mother.id,
        kind=kind,
        said_on=None,
        heard_by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


class TestTakenBack:
    @pytest.mark.parametrize("outcome", ENDS)
    def test_is_as_if_it_had_not_been_in_every_order(
        self, quick_desk: Desk, outcome: AttemptOutcome
    ):
        """
        A late cancellation, her coming to a later session and a pause may come before
        the slip, between the slip and its undoing, or after: the end is the same as
        without both.
        """
        others = ["cancelled", "came", "paused"]
        ends = {one: end_after(one, quick_desk) for one in permutations(others)}
        for order in permutations(["slip", *others, "undo"]):
            if order.index("undo") > order.index("slip"):
                without = tuple(one for one in order if one in others)
                with_slip = end_after(order, quick_desk, outcome)
                assert with_slip == ends[without], order
        assert quick_desk.failing() == []

    def test_opens_what_it_had_ended_and_tells(self, desk: Desk, mother: Guest):
        """
        Her answer was a slip: both misses are open again, in one episode; the attempt
        stays in her history, with who took it back and when.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        desk.clock.later(minutes=4)

        take_back(desk, mother)

        found = desk.mother(mother)
        assert [each.state for each in found.open_follow_ups] == ["open", "open"]
        assert {f.episode_id for f in found.open_follow_ups} == {found.open_episode.id}
        (kept,) = found.open_follow_ups[0].attempts
        assert (kept.outcome, kept.taken_back_by) == ("coming_next", "coordinator")
        assert kept.taken_back_at == desk.clock.now()
        names = desk.names()
        assert names.count("AttemptTakenBack") == 1
        assert names.count("FollowUpOpened") == 4
        assert names.count("FollowUpCompleted") == 2

    def test_lets_the_register_that_spoke_meanwhile_count(
        self, desk: Desk, mother: Guest
    ):
        """
        She had cancelled late, which nobody heard because the slip had ended it.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        desk.hear(mother.excused_late(session), version=2)

        take_back(desk, mother)

        (follow_up,) = desk.mother(mother).follow_ups.values()
        assert follow_up.state is FollowUpState.WITHDRAWN
        assert follow_up.reason == "late_cancellation"
        assert desk.names().count("FollowUpWithdrawn") == 1

    def test_lets_a_newer_miss_count_again(self, quick_desk: Desk, mother: Guest):
        """
        Cancelled late, and corrected to missed after all: only the last word counts.
        """
        session = meeting()
        quick_desk.hear(mother.missed(session))
        quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        quick_desk.hear(mother.excused_late(session), version=2)
        quick_desk.hear(
            mother.corrected(session, was="cancelled_late", to="missed"), version=3
        )

        take_back(quick_desk, mother)

        assert len(quick_desk.mother(mother).open_follow_ups) == 1

    def test_keeps_a_session_that_was_not_held_withdrawn(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Whatever is said of her attendance later, nobody missed it.
        """
        session = meeting()
        quick_desk.hear(mother.missed(session))
        quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        quick_desk.hear(cancelled(session, mother))
        quick_desk.hear(mother.corrected(session, to="missed"), version=2)

        take_back(quick_desk, mother)

        assert quick_desk.mother(mother).open_follow_ups == []

    @pytest.mark.parametrize(
        "before", [AgreementKind.NONE, AgreementKind.SAID_YES], ids=str
    )
    def test_gives_back_the_agreement_that_it_changed(
        self, desk: Desk, mother: Guest, before: AgreementKind
    ):
        """
        "Keep going" was a slip: what she had said before stands, with its day.
        """
        if before is AgreementKind.SAID_YES:
            desk.hear(mother.committed())
        desk.hear(mother.missed(meeting()))
        agreed = desk.mother(mother).agreement
        desk.try_her(mother, AttemptOutcome.KEEP_GOING)
        version = desk.mother(mother).agreement.version

        take_back(desk, mother)

        now = desk.mother(mother).agreement
        assert (now.kind, now.said_on) == (agreed.kind, agreed.said_on)
        assert now.version == version + 1
        with desk.uow().reading() as uow:
            hers = uow.mothers.words_of(mother.id)
            said = [word.kind for word in hers if word.stands]
        assert AgreementKind.KEEP_GOING not in said
        last = [each for each in desk.announced() if hasattr(each, "to_kind")][-1]
        assert (last.from_kind, last.to_kind) == ("keep_going", before)

    def test_keeps_her_concern_of_before(self, quick_desk: Desk, mother: Guest):
        """
        The slip came after a concern: taking it back does not take care of the concern.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, AttemptOutcome.CONCERN)
        quick_desk.clock.later(minutes=1)
        quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT)

        take_back(quick_desk, mother)

        (follow_up,) = quick_desk.mother(mother).open_follow_ups
        assert follow_up.waits_for is AttemptOutcome.CONCERN

    @pytest.mark.parametrize("outcome", ENDS)
    def test_gives_back_the_day_to_which_she_was_put_off(
        self, desk: Desk, mother: Guest, outcome: AttemptOutcome
    ):
        """
        Somebody has promised to call on Thursday: the slip does not break the promise.
        """
        desk.hear(mother.missed(meeting()))
        put_off_to(desk, mother, THURSDAY)
        desk.try_her(mother, outcome)
        assert desk.mother(mother).snooze is None

        take_back(desk, mother)

        promised = Snooze(until=THURSDAY, by_role=Role.COORDINATOR, at=desk.clock.now())
        assert desk.mother(mother).snooze == promised
        assert desk.mother(mother).place_on_the_list is None

    def test_does_not_give_back_a_promise_that_a_newer_miss_has_overtaken(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        She has missed once more meanwhile, so she is on the list today.
        """
        quick_desk.hear(mother.missed(meeting()))
        put_off_to(quick_desk, mother, THURSDAY)
        quick_desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        quick_desk.hear(mother.missed(meeting(week=1), in_a_row=2))

        take_back(quick_desk, mother)

        assert quick_desk.mother(mother).place_on_the_list is not None

    def test_gives_back_the_open_door(self, desk: Desk, mother: Guest):
        """
        Two roles had let the door stand open, and a concern was left to take care of.
        "Keep going" was a slip: what she misses next is still behind the open door.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        with desk.uow() as uow:
            hers = uow.mothers.get(mother.id)
            hers.door_open_since = desk.clock.now()
            uow.mothers.save(hers)
            uow.commit()
        desk.clock.later(minutes=1)
        desk.try_her(mother, AttemptOutcome.KEEP_GOING)
        assert desk.mother(mother).door_open_since is None

        take_back(desk, mother)
        desk.hear(mother.missed(meeting(week=1)))

        (left,) = desk.mother(mother).open_follow_ups
        assert left.waits_for is AttemptOutcome.CONCERN

    @pytest.mark.parametrize("outcome", ENDS[:3])
    def test_gives_back_the_team_talk_with_what_was_said_in_it(
        self, desk: Desk, mother: Guest, outcome: AttemptOutcome
    ):
        """
        The coordinator had voted; the slip ended the talk. It goes on, and the other
        role alone decides it.
        """
        for week in range(3):
            desk.hear(mother.missed(meeting(week=week), in_a_row=week + 1))
        talk = desk.mother(mother).open_talk
        assert talk is not None
        vote(desk, talk.id, Role.COORDINATOR)
        desk.try_her(mother, outcome)
        assert desk.mother(mother).open_talk is None

        take_back(desk, mother)

        again = desk.mother(mother).open_talk
        assert (again.id, len(again.votes)) == (talk.id, 1)
        told = [
            type(one).__name__ for one in desk.announced() if hasattr(one, "talk_id")
        ]
        assert sorted(told) == ["TeamTalkEnded", *["TeamTalkRequested"] * 2]
        vote(desk, talk.id, Role.HEALTH_VISITOR)
        assert desk.mother(mother).door_open_since is not None


class TestCare:
    """
    That something is taken care of is a tap like another.
    """

    def test_of_a_concern_is_taken_back(self, desk: Desk, mother: Guest):
        """
        It was not passed on: it waits for somebody again, and other systems are told.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        take_care(desk, mother)
        desk.clock.later(minutes=9)

        undo_care(desk, mother)

        found = desk.mother(mother).open_follow_ups
        assert [each.waits_for for each in found] == [AttemptOutcome.CONCERN] * 2
        names = desk.names()
        assert (names.count("FollowUpOpened"), names.count("EpisodeOpened")) == (4, 2)
        with pytest.raises(CareStands):
            undo_care(desk, mother)

    @pytest.mark.parametrize("before", [AgreementKind.NONE, AgreementKind.KEEP_GOING])
    def test_of_a_pause_is_taken_back_with_the_pause(
        self, desk: Desk, mother: Guest, before: AgreementKind
    ):
        """
        What she had said before holds, and what the pause had ended is open.
        """
        desk.hear(mother.missed(meeting()))
        if before is not AgreementKind.NONE:
            said(desk, mother, before)
        agreed = desk.mother(mother).agreement
        desk.try_her(mother, AttemptOutcome.WANTS_PAUSE)
        take_care(desk, mother)
        assert desk.mother(mother).agreement.kind is AgreementKind.PAUSED

        undo_care(desk, mother)

        found = desk.mother(mother)
        assert replace(found.agreement, version=agreed.version) == agreed
        (follow_up,) = found.open_follow_ups
        assert follow_up.waits_for is AttemptOutcome.WANTS_PAUSE
        last = [each for each in desk.announced() if hasattr(each, "to_kind")][-1]
        assert (last.from_kind, last.to_kind) == ("paused", before)
        with desk.uow().reading() as uow:
            hers = uow.mothers.words_of(mother.id)
            kinds = [word.kind for word in hers if word.stands]
        assert AgreementKind.PAUSED not in kinds

    def test_of_a_pause_leaves_no_miss_behind_that_was_heard_in_it(
        self, desk: Desk, mother: Guest
    ):
        """
        The register's word of a second miss came between the tap and its undoing: both
        misses are followed up.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.WANTS_PAUSE)
        take_care(desk, mother)
        desk.clock.later(minutes=3)
        desk.hear(mother.missed(meeting(week=-1)))
        assert desk.mother(mother).open_follow_ups == []

        undo_care(desk, mother)

        assert len(desk.mother(mother).open_follow_ups) == 2

    @pytest.mark.parametrize(
        "care", [Care.PASSED_ON, Care.PAUSE_AGREED, Care.HELP_AGREED, Care.ASKED_AGAIN]
    )
    def test_keeps_who_said_it_and_who_took_it_back(
        self, desk: Desk, mother: Guest, care: Care
    ):
        """
        Somebody may have relied on it: what was undone stands in her history.
        """
        if care is Care.ASKED_AGAIN:
            asked_on_wednesday(desk, mother)
            note_asked_again(
                mother_id=mother.id,
                by=Role.COORDINATOR,
                now=desk.clock.now(),
                uow=desk.uow(),
            )
        else:
            told = {
                Care.PASSED_ON: AttemptOutcome.CONCERN,
                Care.PAUSE_AGREED: AttemptOutcome.WANTS_PAUSE,
                Care.HELP_AGREED: AttemptOutcome.PRACTICAL_HELP,
            }
            desk.hear(mother.missed(meeting()))
            desk.try_her(mother, told[care])
            take_care(desk, mother)
        said_at = desk.clock.now()
        desk.clock.later(minutes=2)

        undo_care(desk, mother, by=Role.HEALTH_VISITOR)

        with desk.uow().reading() as uow:
            kept = uow.mothers.cares_taken_back_of(mother.id)
        assert kept == [
            CareTakenBack(
                care=care,
                at=said_at,
                by_role=Role.COORDINATOR,
                taken_back_at=desk.clock.now(),
                taken_back_by=Role.HEALTH_VISITOR,
            )
        ]

    def test_taken_back_goes_along_when_two_are_one(self, desk: Desk, mother: Guest):
        """
        It is her history under either id.
        """
        kept = Guest(id=new_id())
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        take_care(desk, mother)
        undo_care(desk, mother)

        desk.hear(MotherMerged(mother_id=kept.id, merged_id=mother.id), version=9)

        with desk.uow().reading() as uow:
            (told,) = uow.mothers.cares_taken_back_of(kept.id)
        assert told.care is Care.PASSED_ON
        assert desk.mother(kept).open_follow_ups[0].holds_concern

    def test_of_asking_again_is_taken_back(self, desk: Desk, mother: Guest):
        """
        Nobody has asked her: it is a task again, in a newer version.
        """
        asked_on_wednesday(desk, mother)
        note_asked_again(
            mother_id=mother.id,
            by=Role.COORDINATOR,
            now=desk.clock.now(),
            uow=desk.uow(),
        )

        undo_care(desk, mother)

        assert desk.mother(mother).is_to_be_asked
        told = [e for e in desk.envelopes() if isinstance(e.event, ReviewEvent)]
        names = {e.version: type(e.event).__name__ for e in told}
        assert names == {1: "ReviewDue", 2: "ReviewEnded", 3: "ReviewDue"}

    def test_stands_after_ten_minutes_and_after_what_is_newer(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Only the last tap is a slip, and only for some minutes; what was tried before
        it stands then, too.
        """
        desk = quick_desk
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        take_care(desk, mother)
        undo_care(desk, mother)
        with pytest.raises(AttemptStands):
            take_back(desk, mother)
        take_care(desk, mother)
        said(desk, mother, AgreementKind.KEEP_GOING)
        with pytest.raises(CareStands):
            undo_care(desk, mother)

        desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        take_care(desk, mother)
        desk.clock.later(minutes=11)
        with pytest.raises(CareStands):
            undo_care(desk, mother)


def take_care(desk: Desk, mother: Guest) -> None:
    follow_up = desk.mother(mother).open_follow_ups[0]
    complete_follow_up(
        follow_up_id=follow_up.id,
        outcome=follow_up.waits_for,
        until=THURSDAY + timedelta(weeks=1),
        expected_version=None,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def undo_care(desk: Desk, mother: Guest, *, by: Role = Role.COORDINATOR) -> None:
    take_back_care(mother_id=mother.id, by=by, now=desk.clock.now(), uow=desk.uow())


def put_off_to(desk: Desk, mother: Guest, day: date) -> None:
    put_off(
        mother_id=mother.id,
        until=day,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def vote(desk: Desk, talk_id: UUID, by: Role) -> None:
    decide_team_talk(
        talk_id=talk_id,
        decision=Decision.OPEN_DOOR,
        expected_version=None,
        by=by,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


class TestStands:
    def test_after_some_minutes(self, quick_desk: Desk, mother: Guest):
        """
        Ten minutes are enough to see a slip; later it would be a change of history.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        quick_desk.clock.later(minutes=10, seconds=1)

        with pytest.raises(AttemptStands):
            take_back(quick_desk, mother)

    def test_when_it_is_taken_back_already(self, quick_desk: Desk, mother: Guest):
        """
        Once is enough.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        take_back(quick_desk, mother)

        with pytest.raises(AttemptStands):
            take_back(quick_desk, mother)

    def test_when_a_newer_one_was_logged(self, quick_desk: Desk, mother: Guest):
        """
        Only the newest attempt is taken back, also when that one was a slip itself.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        older = newest_of(quick_desk, mother)
        quick_desk.clock.later(minutes=1)
        quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT)

        with pytest.raises(AttemptStands):
            take_back_attempt(
                follow_up_id=older[0],
                attempt_id=older[1],
                by=Role.COORDINATOR,
                now=quick_desk.clock.now(),
                uow=quick_desk.uow(),
            )

    def test_when_she_has_said_no_thanks_since(self, desk: Desk, mother: Guest):
        """
        After a no thanks nothing of hers is opened again, by no way round.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        desk.hear(mother.declined())

        with pytest.raises(AttemptStands):
            take_back(desk, mother)
        assert desk.mother(mother).open_follow_ups == []

    def test_when_she_has_said_something_newer(self, quick_desk: Desk, mother: Guest):
        """
        No thanks and back again: what she says last is not undone by an older slip.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.clock.later(hours=11, minutes=58)
        quick_desk.try_her(mother, AttemptOutcome.KEEP_GOING)
        said(quick_desk, mother, AgreementKind.NO_THANKS)
        quick_desk.clock.later(minutes=3)  # Another day has begun.
        said(quick_desk, mother, AgreementKind.SAID_YES)

        with pytest.raises(AttemptStands):
            take_back(quick_desk, mother)

    def test_when_it_was_a_no_thanks_some_time_ago(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        After ten minutes only her own words, on her page, take a no thanks back.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.try_her(mother, AttemptOutcome.NO_THANKS)
        quick_desk.clock.later(minutes=10, seconds=1)

        with pytest.raises(NoThanksStands):
            take_back(quick_desk, mother)
