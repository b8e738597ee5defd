"""
The text of the afternoon is taken back as soon as it is not wanted any more.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    TEXTS,
    StepKind,
    ladder_of,
)
from services.outreach.usecases.change_ladder import (
    change_ladder_of_group,
    change_ladder_of_mother,
)
from services.outreach.usecases.record_agreement import record_agreement
from shared.contracts.outreach import (
    FollowUpOpened,
    FollowUpScheduled,
    NeutralTextWithdrawn,
)
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import THE_NINTH, Desk, Guest, meeting, planned

WITHOUT_TEXT = DEFAULT_LADDER.only(frozenset(StepKind) - TEXTS)
BY_PHONE = Terms(channels=frozenset({Channel.CALL}))
SELDOM = Terms(every_weeks=8)


def says(
    desk: Desk, mother: Guest, kind: AgreementKind, terms: Terms, *, on: date | None
) -> None:
    record_agreement(
        mother_id=mother.id,
        kind=kind,
        said_on=on,
        heard_by=Role.COORDINATOR,
        terms=terms,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def missed(desk: Desk, mother: Guest) -> None:
    desk.hear(mother.missed(meeting()))
    desk.clock.later(minutes=10)


def taken_back(desk: Desk) -> list[str]:
    return [
        event.reason
        for event in desk.announced()
        if isinstance(event, NeutralTextWithdrawn)
    ]


class TestTextOfOneWhoWasReached:
    @pytest.mark.parametrize(
        "told", [AttemptOutcome.WANTS_PAUSE, AttemptOutcome.CONCERN]
    )
    def test_does_not_leave(self, desk: Desk, mother: Guest, told: AttemptOutcome):
        """
        "We missed you" is no answer to what she has just told.
        """
        missed(desk, mother)

        desk.try_her(mother, told)

        assert taken_back(desk) == ["answered"]
        assert desk.mother(mother).open_follow_ups[0].text_from is None

    def test_is_told_of_in_a_version_of_its_own(self, desk: Desk, mother: Guest):
        """
        Whoever reads all of a follow-up sees each version once.
        """
        missed(desk, mother)

        desk.try_her(mother, AttemptOutcome.CONCERN)

        told = [
            one.version
            for one in desk.envelopes()
            if isinstance(one.event, NeutralTextWithdrawn | FollowUpScheduled)
        ]
        assert len(set(told)) == len(told) == 2

    def test_leaves_where_nobody_answered(self, desk: Desk, mother: Guest):
        """
        The control: a call that nobody takes is no reason not to write.
        """
        missed(desk, mother)

        desk.try_her(mother, AttemptOutcome.NO_ANSWER)

        assert taken_back(desk) == []
        assert desk.mother(mother).open_follow_ups[0].text_from is not None

    def test_is_not_sent_about_what_she_misses_while_she_waits_for_us(
        self, desk: Desk, mother: Guest
    ):
        """
        She has asked for a pause, and nobody has agreed its end with her yet.
        """
        desk.hear(mother.committed(on=THE_NINTH - timedelta(days=9)))
        missed(desk, mother)
        desk.try_her(mother, AttemptOutcome.WANTS_PAUSE)
        desk.clock.later(days=7)

        desk.hear(mother.missed(meeting(week=1), in_a_row=2))

        newest = desk.mother(mother).newest_miss
        assert newest.was_opened
        assert newest.text_from is None

    def test_counts_as_not_sent(self, desk: Desk, mother: Guest):
        """
        Without her yes there is one until she comes, and this was none.
        """
        missed(desk, mother)
        desk.try_her(mother, AttemptOutcome.CONCERN)
        desk.pass_on(desk.mother(mother).open_follow_ups[0].id)
        desk.clock.later(days=7)

        desk.hear(mother.missed(meeting(week=1), in_a_row=2))

        assert desk.mother(mother).newest_miss.text_from is not None


class TestTextOfACorrectedMiss:
    def test_is_not_announced_once_more(self, desk: Desk, mother: Guest):
        """
        It was taken back before it left, so the miss stands again without it and the
        text counts as not sent.
        """
        session = meeting()
        missed(desk, mother)
        (before,) = desk.mother(mother).open_follow_ups
        session = replace(session, id=before.session_id)

        desk.hear(mother.corrected(session, to="excused"), version=2)
        desk.hear(mother.corrected(session, was="excused", to="missed"), version=3)

        (again,) = desk.mother(mother).open_follow_ups
        assert before.text_from is not None
        assert again.text_from is None
        told = [one for one in desk.announced() if isinstance(one, FollowUpOpened)]
        assert [one.neutral_text for one in told] == [True, False]


class TestTextAgainstHerWord:
    @pytest.mark.parametrize(
        ("kind", "terms"),
        [
            (AgreementKind.KEEP_GOING, BY_PHONE),
            (
                AgreementKind.LIGHTER,
                Terms(channels=frozenset({Channel.CALL}), every_weeks=2),
            ),
        ],
    )
    def test_does_not_leave_by_a_way_that_she_has_just_refused(
        self, desk: Desk, mother: Guest, kind: AgreementKind, terms: Terms
    ):
        """
        "Only call me" is true from when she says it, also for what waits to leave.
        """
        missed(desk, mother)

        says(desk, mother, kind, terms, on=None)

        assert taken_back(desk) == ["not_wanted"]
        assert desk.mother(mother).open_follow_ups[0].text_from is None

    def test_leaves_if_texts_are_among_her_ways(self, desk: Desk, mother: Guest):
        """
        The control: other terms do not touch it.
        """
        missed(desk, mother)

        says(
            desk,
            mother,
            AgreementKind.KEEP_GOING,
            Terms(channels=frozenset({Channel.TEXT})),
            on=None,
        )

        assert taken_back(desk) == []

    def test_does_not_leave_before_it_is_her_turn(self, desk: Desk, mother: Guest):
        """
        She was texted last week, and wants to hear from us every eighth.
        """
        desk.hear(mother.committed(on=THE_NINTH - timedelta(days=9)))
        missed(desk, mother)
        desk.clock.later(days=7)
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))

        says(desk, mother, AgreementKind.LIGHTER, SELDOM, on=None)

        assert taken_back(desk) == ["not_wanted"]

    def test_is_the_only_one_where_a_yes_was_none(self, desk: Desk, mother: Guest):
        """
        The second neutral text goes with the yes that alone had allowed it.
        """
        desk.hear(mother.committed(on=THE_NINTH - timedelta(days=9)))
        missed(desk, mother)
        desk.clock.later(days=7)
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))

        desk.hear(mother.took_yes_back(on=THE_NINTH + timedelta(days=7)))

        assert taken_back(desk) == ["not_wanted"]


class TestTextThatIsNoStepAnyMore:
    def test_does_not_leave_by_her_own_ladder(self, desk: Desk, mother: Guest):
        """
        The step was taken from her ladder before its hour.
        """
        missed(desk, mother)

        change_ladder_of_mother(
            expected_version=None,
            by=Role.COORDINATOR,
            mother_id=mother.id,
            ladder=WITHOUT_TEXT,
            now=desk.clock.now(),
            uow=desk.uow(),
        )

        assert taken_back(desk) == ["not_wanted"]

    def test_does_not_leave_by_the_ladder_of_her_group(self, desk: Desk, mother: Guest):
        """
        It is taken from all who follow the group's, and from nobody else.
        """
        group_id, other_id, with_own = new_id(), new_id(), Guest(id=new_id())
        of_another, here, there = Guest(id=new_id()), meeting(), meeting()
        desk.hear(planned(here, group_id=group_id))
        desk.hear(planned(there, group_id=other_id))
        _has_own_ladder(desk, with_own)
        desk.hear(mother.missed(here))
        desk.hear(with_own.missed(here))
        desk.hear(of_another.missed(there))
        desk.clock.later(minutes=10)

        _group_goes_without_text(desk, group_id)

        assert taken_back(desk) == ["not_wanted"]
        assert desk.mother(mother).newest_miss.text_from is None

    def test_does_not_leave_where_she_follows_the_group_again(
        self, desk: Desk, mother: Guest
    ):
        """
        Hers had the text, and the group's has none.
        """
        group_id, here = new_id(), meeting()
        desk.hear(planned(here, group_id=group_id))
        _group_goes_without_text(desk, group_id)
        _has_own_ladder(desk, mother)
        desk.hear(mother.missed(here))
        assert desk.mother(mother).newest_miss.text_from is not None

        change_ladder_of_mother(
            expected_version=None,
            by=Role.COORDINATOR,
            mother_id=mother.id,
            ladder=None,
            now=desk.clock.now(),
            uow=desk.uow(),
        )

        assert taken_back(desk) == ["not_wanted"]


def _has_own_ladder(desk: Desk, mother: Guest) -> None:
    desk.hear(mother.contact())
    change_ladder_of_mother(
        expected_version=None,
        by=Role.COORDINATOR,
        mother_id=mother.id,
        ladder=DEFAULT_LADDER,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def _group_goes_without_text(desk: Desk, group_id: UUID) -> None:
    change_ladder_of_group(
        by=Role.COORDINATOR,
        group_id=group_id,
        ladder=WITHOUT_TEXT,
        expected_version=None,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


class TestTextOfALaterMiss:
    def test_does_not_leave_after_the_first(self, desk: Desk, mother: Guest):
        """
        A ladder may begin its text with the second miss: the first brings none.
        """
        desk.hear(mother.committed())
        desk.hear(mother.contact())
        told = {
            rung.kind: (rung.after, rung.from_miss) for rung in DEFAULT_LADDER.rungs
        }
        change_ladder_of_mother(
            mother_id=mother.id,
            ladder=ladder_of({**told, StepKind.NEUTRAL_TEXT: (0, 2)}),
            expected_version=None,
            by=Role.COORDINATOR,
            now=desk.clock.now(),
            uow=desk.uow(),
        )

        for week in range(2):
            desk.hear(mother.missed(meeting(week=week)))

        first, second = sorted(
            desk.mother(mother).follow_ups.values(),
            key=lambda each: each.session_started_at,
        )
        assert first.text_from is None
        assert second.text_from is not None
