"""
What other systems read: each task with its step, its day and its owner; none cut off.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    Ladder,
    Rung,
    StepKind,
)
from services.outreach.usecases import task_feed
from services.outreach.usecases.change_ladder import change_ladder_of_mother
from services.outreach.usecases.hand_over import hand_over
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.put_off import list_reviews, put_off
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.schedule_follow_ups import schedule_follow_ups
from services.outreach.usecases.task_feed import tasks_of_feed
from services.outreach.usecases.tasks import TaskView, closed_tasks, open_tasks
from shared.contracts import outreach as told
from shared.contracts.roster.groups import CalendarImported, ContactReassigned
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import THE_NINTH, Desk, Guest, meeting

A_DAY = timedelta(days=1)
WEDNESDAY = THE_NINTH + A_DAY
THURSDAY = THE_NINTH + 2 * A_DAY


def schedule(desk: Desk) -> int:
    return schedule_follow_ups(now=desk.clock.now(), uow=desk.uow())


def listed(desk: Desk) -> list[TaskView]:
    now = desk.clock.now()
    return [*open_tasks(after=None, now=now, uow=desk.uow()).shown]


def ended(desk: Desk) -> list[TaskView]:
    now = desk.clock.now()
    return [*closed_tasks(after=None, now=now, uow=desk.uow()).shown]


def when(desk: Desk) -> tuple[StepKind | None, date | None]:
    [task] = listed(desk)
    return task.ladder_step, task.due_on


def who_said_yes(desk: Desk, mother: Guest) -> UUID:
    """
    Let her say yes and miss, in a group of which nothing else is known.
    """
    group_id = new_id()
    desk.hear(mother.committed())
    desk.hear(replace(mother.missed(meeting()), group_id=group_id))
    return group_id


class TestDue:
    def test_is_told_with_the_miss_itself(self, desk: Desk, mother: Guest):
        """
        Without a question to the database, because all misses come at once.
        """
        who_said_yes(desk, mother)

        [opened] = [e for e in desk.announced() if isinstance(e, told.FollowUpOpened)]

        assert (opened.ladder_step, opened.due_on) == ("call", WEDNESDAY)
        assert when(desk) == (StepKind.CALL, WEDNESDAY)
        assert schedule(desk) == 0

    def test_is_told_anew_when_a_holiday_comes_between(self, desk: Desk, mother: Guest):
        """
        The same id with a newer version, once.
        """
        who_said_yes(desk, mother)
        desk.hear(
            CalendarImported(
                school_year=2026, first_days=(WEDNESDAY,), last_days=(WEDNESDAY,)
            )
        )

        assert [schedule(desk), schedule(desk)] == [1, 0]

        [scheduled] = [one for one in desk.envelopes() if is_schedule(one.event)]
        assert scheduled.version == 2
        assert scheduled.event.due_on == THURSDAY
        assert when(desk) == (StepKind.CALL, THURSDAY)

    def test_is_told_anew_for_another_ladder(self, quick_desk: Desk, mother: Guest):
        """
        With a ladder of her own, on which the call comes later.
        """
        desk = quick_desk
        who_said_yes(desk, mother)
        ladder = Ladder((Rung(kind=StepKind.CALL, after=2),))
        change_ladder_of_mother(
            expected_version=None,
            by=Role.COORDINATOR,
            mother_id=mother.id,
            ladder=ladder,
            now=desk.clock.now(),
            uow=desk.uow(),
        )

        assert schedule(desk) == 1
        assert when(desk) == (StepKind.CALL, THURSDAY)
        assert DEFAULT_LADDER.rung(StepKind.CALL) != ladder.rungs[0]

    def test_is_told_at_once_when_somebody_tries_or_puts_off(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        What a person does here is told with it, and not a minute later.
        """
        desk = quick_desk
        who_said_yes(desk, mother)
        now = desk.clock.now()
        put_off(
            mother_id=mother.id,
            until=THURSDAY,
            by=Role.COORDINATOR,
            now=now,
            uow=desk.uow(),
        )
        assert when(desk) == (StepKind.CALL, THURSDAY)

        desk.try_her(mother, AttemptOutcome.NO_ANSWER)

        assert when(desk) == (StepKind.SECOND_CALL, THE_NINTH + 3 * A_DAY)
        [logged] = [e for e in desk.announced() if isinstance(e, told.AttemptLogged)]
        assert logged.step == "call"
        assert schedule(desk) == 0


class TestOwner:
    def test_is_the_groups_coordinator_or_who_stands_in(
        self, desk: Desk, mother: Guest
    ):
        """
        Whom the roster names for the day; who has handed her list over has a deputy.
        """
        group_id = who_said_yes(desk, mother)
        hers, other, deputy = new_id(), new_id(), new_id()
        stands_in = ContactReassigned(
            group_id=group_id,
            from_user_id=hers,
            to_user_id=other,
            from_day=THE_NINTH,
            temporary_until=THE_NINTH,
        )
        assert [task.owner_id for task in listed(desk)] == [None]

        desk.hear(stands_in)
        assert [task.owner_id for task in listed(desk)] == [other]

        desk.clock.later(days=1)
        assert [task.owner_id for task in listed(desk)] == [hers]

        hand_over(
            user_id=hers,
            deputy_id=deputy,
            colleagues={hers, deputy},
            until=THURSDAY,
            now=desk.clock.now(),
            uow=desk.uow(),
        )
        assert [task.owner_id for task in listed(desk)] == [deputy]

    def test_is_of_the_group_that_she_comes_to_now(self, desk: Desk, mother: Guest):
        """
        A mother who was moved is followed up where she comes, also before she has
        missed anything there; who stands in for a deputy stands in for both.
        """
        of_the_old, new_group = who_said_yes(desk, mother), new_id()
        old, new, deputy, hers = new_id(), new_id(), new_id(), new_id()
        for group_id, user_id in ((of_the_old, old), (new_group, new)):
            named = ContactReassigned(
                group_id=group_id,
                from_user_id=None,
                to_user_id=user_id,
                from_day=THE_NINTH,
            )
            desk.hear(named)
        assert [task.owner_id for task in listed(desk)] == [old]

        desk.hear(mother.listed(group_id=new_group))
        assert [task.owner_id for task in listed(desk)] == [new]

        for away, stands_in in ((new, deputy), (deputy, hers), (hers, new)):
            hand_over(
                user_id=away,
                deputy_id=stands_in,
                colleagues={new, deputy, hers},
                until=THURSDAY,
                now=desk.clock.now(),
                uow=desk.uow(),
            )
            owners = [task.owner_id for task in listed(desk)]
            assert owners == [stands_in]


class TestCalendar:
    def test_of_one_holds_her_own_however_many_a_colleague_has(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ):
        """
        What ended yesterday of another's does not push out what ended of hers; whose
        tasks are nobody's by name are everybody's, and so is all that it tells.
        """
        monkeypatch.setattr(task_feed, "HELD_BY_A_FEED", 2)
        hers, others = new_id(), new_id()
        told = {
            whose: self._open_and_ended(desk, whose, number=number)
            for whose, number in ((hers, 1), (others, 3), (None, 1))
        }

        found = tasks_of_feed(owner_id=hers, now=desk.clock.now(), uow=desk.uow())

        assert {one.mother_id for one in found.tasks} == {*told[hers], *told[None]}
        assert found.is_whole
        everyones = tasks_of_feed(now=desk.clock.now(), uow=desk.uow())
        assert not everyones.is_whole

    def _open_and_ended(
        self, desk: Desk, owner_id: UUID | None, *, number: int
    ) -> list[UUID]:
        """
        Let so many of a group miss and stay away, and as many answer.
        """
        group_id, guests = new_id(), [Guest(id=new_id()) for _ in range(2 * number)]
        if owner_id is not None:
            named = ContactReassigned(
                group_id=group_id,
                from_user_id=None,
                to_user_id=owner_id,
                from_day=THE_NINTH,
            )
            desk.hear(named)
        for guest in guests:
            desk.hear(guest.listed(group_id=group_id))
            desk.hear(guest.committed())
            desk.hear(guest.missed(meeting()))
        for guest in guests[:number]:
            desk.clock.later(minutes=1)
            desk.try_her(guest, AttemptOutcome.COMING_NEXT)
        return [guest.id for guest in guests]


class TestParts:
    def test_lead_to_every_task_once(self, desk: Desk):
        """
        However long the list is: it is read to its end, missed sessions and reviews.
        """
        session = meeting()
        mothers = [Guest(id=new_id()) for _ in range(5)]
        for mother in mothers[:3]:
            desk.hear(mother.missed(session))
        for mother in mothers[3:]:
            keeps_going(desk, mother)
        desk.clock.later(days=1)
        list_reviews(now=desk.clock.now(), uow=desk.uow())

        read, after = [], None
        while True:
            part = open_tasks(
                after=after, limit=2, now=desk.clock.now(), uow=desk.uow()
            )
            read += [task.mother_id for task in part.shown]
            after = part.reached
            if after is None:
                break

        assert sorted(read) == sorted(mother.id for mother in mothers)


class TestReview:
    def test_is_a_task_until_she_was_asked(self, desk: Desk, mother: Guest):
        """
        Due on its day, also of one who has missed nothing; then it is done.
        """
        asked_on_wednesday(desk, mother)
        [task] = listed(desk)
        assert (task.kind, task.status, task.due_on) == ("review", "opened", WEDNESDAY)

        now = desk.clock.now()
        note_asked_again(
            mother_id=mother.id, by=Role.COORDINATOR, now=now, uow=desk.uow()
        )

        assert listed(desk) == []
        [over] = ended(desk)
        assert (over.id, over.status, over.version) == (task.id, "done", 2)
        assert desk.names().count("ReviewDue") == 1
        assert desk.names().count("ReviewEnded") == 1

    def test_is_done_when_she_has_said_something(self, quick_desk: Desk, mother: Guest):
        """
        "Keep going" once more is the answer; in thirteen weeks she is asked anew.
        """
        asked_on_wednesday(quick_desk, mother)

        keeps_going(quick_desk, mother, review_on=None)

        assert [task.status for task in ended(quick_desk)] == ["done"]
        [_first, again] = [
            each
            for each in quick_desk.announced()
            if isinstance(each, told.AgreementChanged)
        ]
        assert (again.from_kind, again.to_kind) == ("keep_going", "keep_going")
        assert again.review_on == WEDNESDAY + timedelta(weeks=13)

    @pytest.mark.parametrize("word", ["no thanks", "left"])
    def test_is_withdrawn_from_whom_nobody_is_to_ask(
        self, quick_desk: Desk, mother: Guest, word: str
    ):
        """
        Whatever service has heard it: within a minute it is no task any more.
        """
        desk = quick_desk
        asked_on_wednesday(desk, mother)
        now = desk.clock.now()
        desk.hear(mother.declined() if word == "no thanks" else mother.left(now))

        assert listed(desk) == []
        list_reviews(now=now, uow=desk.uow())
        list_reviews(now=now, uow=desk.uow())

        assert [task.status for task in ended(desk)] == ["withdrawn"]
        assert desk.names().count("ReviewEnded") == 1

    def test_comes_again_in_a_newer_version_when_she_is_back(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        One that was withdrawn in her pause is open again after it.
        """
        desk = quick_desk
        asked_on_wednesday(desk, mother)
        desk.hear(mother.paused(desk.clock.now()))
        list_reviews(now=desk.clock.now(), uow=desk.uow())
        desk.clock.later(hours=1)
        desk.hear(mother.resumed(desk.clock.now()), version=2)

        list_reviews(now=desk.clock.now(), uow=desk.uow())

        assert [(task.kind, task.version) for task in listed(desk)] == [("review", 3)]


class TestFacts:
    def test_of_an_ended_episode_are_counted(self, quick_desk: Desk, mother: Guest):
        """
        How often she was tried in it, and how many days it was open.
        """
        desk = quick_desk
        who_said_yes(desk, mother)
        desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        desk.clock.later(days=2)
        desk.try_her(mother, AttemptOutcome.COMING_NEXT)

        [closed] = [e for e in desk.announced() if isinstance(e, told.EpisodeClosed)]

        assert (closed.attempts, closed.days_open) == (2, 2)

    def test_of_a_newcomer_come_with_a_correction(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Who was corrected to have missed her first visit is ranked as a newcomer.
        """
        session = meeting()
        corrected = mother.corrected(session, to="missed", was="cancelled")
        quick_desk.hear(mother.excused_late(session))
        quick_desk.hear(replace(corrected, first_visit=True), version=2)

        (missed,) = quick_desk.mother(mother).open_follow_ups

        assert missed.first_visit


def is_schedule(event: object) -> bool:
    return isinstance(event, told.FollowUpScheduled)


def keeps_going(
    desk: Desk, mother: Guest, *, review_on: date | None = WEDNESDAY
) -> None:
    desk.hear(mother.contact())
    record_agreement(
        mother_id=mother.id,
        kind=AgreementKind.KEEP_GOING,
        said_on=None,
        terms=Terms(review_on=review_on),
        heard_by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def asked_on_wednesday(desk: Desk, mother: Guest) -> None:
    """
    Let her review come, on the day after she has said how to go on.
    """
    keeps_going(desk, mother)
    desk.clock.later(days=1)
    list_reviews(now=desk.clock.now(), uow=desk.uow())
