"""
Whom we are to ask again: each call is a contact, and she may be put off like another.
"""

from datetime import timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.errors import EnoughForToday, NothingOpen
from services.outreach.domain.ranking import Rank, rank_of
from services.outreach.domain.review import Asked, AskedOutcome
from services.outreach.usecases.log_attempt import log_attempt
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.put_off import list_reviews, wake_put_off
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.work_list import WorkList, work_list
from shared.contracts.outreach import NeutralTextWithdrawn, ReviewDue
from shared.kernel.clock import day_of
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid
from tests.outreach.desk import THE_NINTH, TUESDAY_TEN, Desk, Guest, meeting, planned
from tests.outreach.usecases.test_take_back import put_off_to, undo_care
from tests.outreach.usecases.test_tasks import asked_on_wednesday, keeps_going, listed

NOT_REACHED = AskedOutcome.NOT_REACHED
A_DAY = timedelta(days=1)
WEDNESDAY, THURSDAY = THE_NINTH + A_DAY, THE_NINTH + 2 * A_DAY


def ask(
    desk: Desk,
    mother: Guest,
    outcome: AskedOutcome = AskedOutcome.NO_ANSWER,
    *,
    made_already: bool = False,
) -> None:
    note_asked_again(
        mother_id=mother.id,
        outcome=outcome,
        made_already=made_already,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def call(desk: Desk, mother: Guest, *, she_began: bool = False) -> None:
    log_attempt(
        follow_up_id=desk.mother(mother).open_follow_ups[0].id,
        channel=Channel.CALL,
        outcome=AttemptOutcome.NO_ANSWER,
        she_began=she_began,
        expected_version=None,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def seen(desk: Desk, **among: object) -> WorkList:
    return work_list(after=None, now=desk.clock.now(), uow=desk.uow(), **among)


def asked(desk: Desk, mother: Guest) -> list[Asked]:
    with desk.uow().reading() as uow:
        return [*uow.mothers.asked_again_of(mother.id)]


class TestACallToAsk:
    def test_that_nobody_takes_leaves_her_to_be_asked(self, desk: Desk, mother: Guest):
        """
        She was not asked: it is still a task, and what was tried is kept.
        """
        asked_on_wednesday(desk, mother)

        ask(desk, mother, NOT_REACHED)

        assert [task.kind for task in listed(desk)] == ["review"]
        assert [one.outcome for one in asked(desk, mother)] == [NOT_REACHED]

    @pytest.mark.parametrize("outcome", [NOT_REACHED, AskedOutcome.NO_ANSWER])
    def test_is_undone_as_if_it_had_not_been(
        self, desk: Desk, mother: Guest, outcome: AskedOutcome
    ):
        """
        It counts in neither the day nor the week any more, and is marked.
        """
        asked_on_wednesday(desk, mother)
        ask(desk, mother, outcome)
        desk.clock.later(minutes=2)

        undo_care(desk, mother)

        assert desk.mother(mother).is_to_be_asked
        assert desk.mother(mother).contacts_on(WEDNESDAY, until=desk.clock.now()) == 0
        assert seen(desk).minutes == 0
        assert [one.stands for one in asked(desk, mother)] == [False]

    def test_counts_towards_two_a_day(self, desk: Desk, mother: Guest):
        """
        The third is refused, of whatever kind it is; what was made is written down.
        """
        asked_on_wednesday(desk, mother)
        for _ in range(2):
            ask(desk, mother, NOT_REACHED)
            desk.clock.later(hours=1)

        with pytest.raises(EnoughForToday):
            ask(desk, mother)
        ask(desk, mother, made_already=True)

        assert not desk.mother(mother).is_to_be_asked
        assert len(asked(desk, mother)) == 3

    def test_and_one_about_a_miss_are_two(self, desk: Desk, mother: Guest):
        """
        She does not mind what a call is about; the next working day is named.
        """
        desk.hear(mother.missed(meeting(week=-1)))
        asked_on_wednesday(desk, mother)
        ask(desk, mother, NOT_REACHED)
        desk.clock.later(hours=1)
        call(desk, mother)
        desk.clock.later(hours=1)

        with pytest.raises(EnoughForToday) as refused:
            call(desk, mother)

        assert refused.value.facts["next_on"] == THURSDAY.isoformat()

    def test_that_is_noted_with_what_she_missed_too_is_one(
        self, desk: Desk, mother: Guest
    ):
        """
        Two taps for one call: its minutes count once, and a second call may be made.
        """
        desk.hear(mother.missed(meeting(week=-1)))
        asked_on_wednesday(desk, mother)
        call(desk, mother)
        desk.clock.later(minutes=1)

        ask(desk, mother)

        now = desk.clock.now()
        assert desk.mother(mother).contacts_on(WEDNESDAY, until=now) == 1
        assert seen(desk).minutes == 2

    def test_is_another_than_the_one_that_she_has_begun(
        self, desk: Desk, mother: Guest
    ):
        """
        She rang back a moment later: ours was a contact all the same.
        """
        desk.hear(mother.missed(meeting(week=-1)))
        asked_on_wednesday(desk, mother)
        ask(desk, mother, NOT_REACHED)
        desk.clock.later(minutes=5)
        call(desk, mother, she_began=True)

        now = desk.clock.now()
        assert desk.mother(mother).contacts_on(WEDNESDAY, until=now) == 1

    def test_takes_back_the_text_that_would_be_the_third(
        self, desk: Desk, mother: Guest
    ):
        """
        Two calls in the morning of a session: no "we missed you" in the afternoon.
        """
        asked_on_wednesday(desk, mother)
        desk.clock.time = TUESDAY_TEN + timedelta(weeks=1, hours=-1)
        session = meeting(week=1)
        ask(desk, mother, NOT_REACHED)
        desk.clock.time = session.ends_at + timedelta(minutes=10)
        desk.hear(mother.missed(session))
        [follow_up] = desk.mother(mother).open_follow_ups
        assert follow_up.was_texted

        ask(desk, mother, NOT_REACHED, made_already=True)

        [follow_up] = desk.mother(mother).open_follow_ups
        assert not follow_up.was_texted
        told = [
            each for each in desk.announced() if isinstance(each, NeutralTextWithdrawn)
        ]
        assert len(told) == 1

    def test_counts_in_the_hours_of_the_week(self, desk: Desk, mother: Guest):
        """
        Two minutes for a call, five to ask, ten for a talk; of one group's mothers
        alone, if that is asked for.
        """
        group, other = new_id(), Guest(id=new_id())
        desk.hear(mother.listed(group_id=group))
        keeps_going(desk, other)
        asked_on_wednesday(desk, mother)
        ask(desk, mother, NOT_REACHED)
        ask(desk, other)
        desk.clock.later(minutes=20)
        keeps_going(desk, mother, review_on=None)

        minutes = [
            seen(desk, among=among).minutes
            for among in (None, frozenset({group}), frozenset({new_id()}))
        ]

        assert minutes == [17, 12, 0]
        outcomes = {one.outcome for one in asked(desk, mother)}
        assert outcomes == {NOT_REACHED, AskedOutcome.ANSWERED}

    def test_is_none_before_its_day(self, desk: Desk, mother: Guest):
        """
        A word that nobody had asked for is no contact of ours.
        """
        keeps_going(desk, mother)
        ask(desk, mother)

        assert asked(desk, mother) == []


class TestWhoIsOnlyToBeAsked:
    def test_is_put_off_and_comes_back_on_the_day(self, desk: Desk, mother: Guest):
        """
        "Call me on Thursday": she stands among those who are put off, and then where
        something was promised. Other systems are told of the day.
        """
        asked_on_wednesday(desk, mother)

        put_off_to(desk, mother, THURSDAY)

        assert [one.id for one in seen(desk).put_off] == [mother.id]
        assert seen(desk).mothers == []
        [task] = listed(desk)
        assert (task.due_on, task.version) == (THURSDAY, 2)
        told = [each for each in desk.announced() if isinstance(each, ReviewDue)]
        assert [(one.review_on, one.due_on) for one in told] == [
            (WEDNESDAY, WEDNESDAY),
            (WEDNESDAY, THURSDAY),
        ]
        desk.clock.later(days=1)
        wake_put_off(now=desk.clock.now(), uow=desk.uow())
        [her] = seen(desk).mothers
        assert (her.id, her.rank) == (mother.id, Rank.PROMISED)

    def test_may_be_put_off_until_her_group_meets(self, desk: Desk, mother: Guest):
        """
        There she can be asked; nobody is called on a day on which nobody works.
        """
        group = new_id()
        desk.hear(mother.listed(group_id=group))
        desk.hear(planned(meeting(week=1), group_id=group))
        asked_on_wednesday(desk, mother)

        days = seen(desk).days[mother.id]

        assert days == [THE_NINTH + n * A_DAY for n in (2, 3, 6, 7)]
        with pytest.raises(Invalid):
            put_off_to(desk, mother, THE_NINTH + 8 * A_DAY)

    def test_and_has_missed_is_put_off_for_both(self, desk: Desk, mother: Guest):
        """
        One call is about both, so both wait for the one day.
        """
        desk.hear(mother.missed(meeting(week=-1)))
        asked_on_wednesday(desk, mother)

        put_off_to(desk, mother, THURSDAY)

        assert {task.kind for task in listed(desk)} == {"review", "missed"}
        assert {task.due_on for task in listed(desk)} == {THURSDAY}
        assert rank_of(desk.mother(mother)) is None

    def test_is_put_off_no_more_when_she_was_called(self, desk: Desk, mother: Guest):
        """
        It was called on Wednesday after all; undone, Thursday is promised again.
        """
        asked_on_wednesday(desk, mother)
        put_off_to(desk, mother, THURSDAY)
        ask(desk, mother, NOT_REACHED)
        [task] = listed(desk)
        assert task.due_on == WEDNESDAY

        undo_care(desk, mother)

        [task] = listed(desk)
        assert task.due_on == THURSDAY

    def test_leaves_no_promise_behind_when_she_answers(self, desk: Desk, mother: Guest):
        """
        What she misses later is not put off by what was promised about this.
        """
        asked_on_wednesday(desk, mother)
        put_off_to(desk, mother, THURSDAY)

        keeps_going(desk, mother, review_on=None)

        assert desk.mother(mother).snooze is None
        assert seen(desk).put_off == []

    def test_is_not_put_off_before_her_day(self, desk: Desk, mother: Guest):
        """
        About whom nothing is to be done, nothing is promised.
        """
        keeps_going(desk, mother)

        with pytest.raises(NothingOpen):
            put_off_to(desk, mother, THURSDAY)

    def test_has_a_pause_that_is_over(self, desk: Desk, mother: Guest):
        """
        The end of a pause is a day on which she is asked; that may wait too.
        """
        desk.hear(mother.contact())
        record_agreement(
            mother_id=mother.id,
            kind=AgreementKind.PAUSED,
            terms=Terms(until=WEDNESDAY),
            said_on=None,
            heard_by=Role.COORDINATOR,
            now=desk.clock.now(),
            uow=desk.uow(),
        )
        desk.clock.later(days=1)
        list_reviews(now=desk.clock.now(), uow=desk.uow())

        put_off_to(desk, mother, THURSDAY)

        assert desk.mother(mother).snooze.until == THURSDAY
        assert day_of(desk.clock.now()) == WEDNESDAY
