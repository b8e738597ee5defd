"""
Her history tells what was so for a while: an end that did not last, a slip, a question.
"""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from services.outreach.domain.act import Did, FormerEnd
from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.review import Asked
from services.outreach.storage import tables
from services.outreach.usecases.ladder_queries import HerWords, her_words
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.queries import personal
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.take_back_care import take_back_care
from services.outreach.usecases.take_back_no_thanks import take_back_no_thanks
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.mothers import MotherMerged
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import (
    TUESDAY_NOON,
    Desk,
    Guest,
    cancelled,
    meeting,
    reinstated,
)
from tests.outreach.usecases.test_take_back import take_back
from tests.outreach.usecases.test_tasks import asked_on_wednesday, keeps_going

AN_HOUR = timedelta(hours=1)


def history(desk: Desk, mother: Guest) -> HerWords:
    return her_words(mother_id=mother.id, now=desk.clock.now(), uow=desk.uow())


def former_ends(desk: Desk, mother: Guest) -> list[tuple[object, ...]]:
    return [
        (one.reason, one.closed_by, one.opened_again, one.opened_by)
        for one in history(desk, mother).former_ends
    ]


def says_no(desk: Desk, mother: Guest, *, quote: str | None = None) -> None:
    record_agreement(
        mother_id=mother.id,
        kind=AgreementKind.NO_THANKS,
        said_on=None,
        terms=Terms(quote=quote),
        heard_by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def undo_no(desk: Desk, mother: Guest) -> None:
    take_back_no_thanks(
        mother_id=mother.id,
        by=Role.HEALTH_VISITOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def note_asked(desk: Desk, mother: Guest) -> None:
    note_asked_again(
        mother_id=mother.id,
        by=Role.HEALTH_VISITOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


class TestAnEndThatDidNotLast:
    def test_stays_with_why_when_and_by_whom(self, desk: Desk, mother: Guest):
        """
        Late cancelled, and then corrected to missed: both are told, the newest first.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        desk.clock.later(hours=1)
        desk.hear(mother.excused_late(session), version=2)
        desk.clock.later(hours=1)
        desk.hear(mother.corrected(session, to="missed", was="cancelled"), version=3)

        (follow_up,) = desk.mother(mother).open_follow_ups
        assert (follow_up.reason, follow_up.closed_at) == (None, None)
        assert history(desk, mother).former_ends == [
            FormerEnd(
                version=2,
                session_id=session.id,
                reason="late_cancellation",
                closed_at=TUESDAY_NOON + AN_HOUR,
                closed_by=Role.SYSTEM,
                opened_again=Did.OPENED_AGAIN,
                opened_at=TUESDAY_NOON + 2 * AN_HOUR,
                opened_by=Role.SYSTEM,
            )
        ]

    def test_is_told_of_an_answer_that_was_a_slip(self, desk: Desk, mother: Guest):
        """
        The role that had ended it, and the role that has taken that back.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.COMING_NEXT)
        take_back(desk, mother)
        desk.clock.later(minutes=1)
        says_no(desk, mother)
        undo_no(desk, mother)

        assert former_ends(desk, mother) == [
            ("no_thanks", Role.SYSTEM, Did.UNDONE, Role.HEALTH_VISITOR),
            ("coming_next", Role.COORDINATOR, Did.UNDONE, Role.COORDINATOR),
        ]

    def test_is_told_of_a_session_that_takes_place_after_all_and_of_a_pause(
        self, desk: Desk, mother: Guest
    ):
        """
        Whatever service it came from, and however often.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        desk.hear(cancelled(session, mother))
        desk.clock.later(minutes=1)
        desk.hear(reinstated(session), version=2)
        desk.clock.later(minutes=1)
        desk.hear(mother.paused(TUESDAY_NOON - 3 * AN_HOUR))
        desk.clock.later(minutes=1)
        desk.hear(mother.resumed(TUESDAY_NOON - 2.5 * AN_HOUR), version=2)

        reasons = [reason for reason, *_ in former_ends(desk, mother)]
        assert set(reasons) <= {"out_of_group", "session_cancelled"}
        assert "session_cancelled" in reasons

    def test_is_none_of_what_was_never_opened(self, desk: Desk, mother: Guest):
        """
        She cancelled before the miss was told, and missed after all: nothing had ended.
        """
        session = meeting()
        desk.hear(mother.excused_late(session))
        desk.hear(mother.corrected(session, to="missed", was="cancelled"), version=2)

        assert len(desk.mother(mother).open_follow_ups) == 1
        assert former_ends(desk, mother) == []

    def test_goes_along_when_she_was_entered_twice(self, desk: Desk, mother: Guest):
        """
        Under the kept id stands what was told of either, of one session too.
        """
        other, session = Guest(id=new_id()), meeting()
        for each in (mother, other):
            desk.hear(each.missed(session))
        desk.hear(cancelled(session, mother, other))
        desk.hear(reinstated(session), version=2)
        asked_on_wednesday(desk, other)
        note_asked(desk, other)
        desk.hear(MotherMerged(mother_id=mother.id, merged_id=other.id), version=9)

        assert desk.failing() == []
        assert len(former_ends(desk, mother)) == 2
        assert len(history(desk, mother).asked) == 1


class TestASlip:
    def test_of_her_word_is_marked_and_tells_nothing_that_was_quoted(
        self, desk: Desk, mother: Guest
    ):
        """
        That a no thanks was written is no secret, as it has stopped her texts. What was
        quoted she has not said; perhaps somebody else has.
        """
        keeps_going(desk, mother)
        desk.clock.later(minutes=1)
        says_no(desk, mother, quote="Jeg kan ikke mere.")
        desk.clock.later(minutes=1)
        undo_no(desk, mother)

        slip, said = history(desk, mother).words
        assert (slip.kind, slip.stands, slip.terms.quote) == (
            AgreementKind.NO_THANKS,
            False,
            None,
        )
        assert (slip.taken_back_at, slip.taken_back_by) == (
            desk.clock.now(),
            Role.HEALTH_VISITOR,
        )
        assert (said.kind, said.stands) == (AgreementKind.KEEP_GOING, True)


class TestAQuestionWithoutAnAnswer:
    def test_stays_with_who_has_asked(self, desk: Desk, mother: Guest):
        """
        Also after her next word, whose review is another.
        """
        asked_on_wednesday(desk, mother)
        note_asked(desk, mother)
        asked_at = desk.clock.now()
        desk.clock.later(hours=1)
        keeps_going(desk, mother, review_on=None)

        asked = history(desk, mother).asked
        assert asked == [Asked(at=asked_at, by_role=Role.HEALTH_VISITOR, minutes=5)]

    def test_that_was_a_slip_is_told_as_one_alone(self, desk: Desk, mother: Guest):
        """
        What was undone stands with what was undone, and not as if she had been asked.
        """
        asked_on_wednesday(desk, mother)
        note_asked(desk, mother)
        take_back_care(
            mother_id=mother.id,
            by=Role.COORDINATOR,
            now=desk.clock.now(),
            uow=desk.uow(),
        )

        found = history(desk, mother)
        assert (found.asked, len(found.cares_taken_back)) == ([], 1)


class TestPrivacy:
    @pytest.mark.parametrize("table", [tables.former_ends, tables.asked_again], ids=str)
    def test_her_history_is_shown_to_her_and_erased(
        self, desk: Desk, mother: Guest, table
    ):
        """
        What is kept of her is hers.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        desk.hear(mother.excused_late(session), version=2)
        desk.hear(mother.corrected(session, to="missed", was="cancelled"), version=3)
        asked_on_wednesday(desk, mother)
        note_asked(desk, mother)
        shown = personal(mother_id=mother.id, uow=desk.uow())

        desk.hear(ErasureOrdered(person_id=mother.id, due_at=desk.clock.now()))

        assert len(shown[table.name]) == 1
        with desk.engine.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(table)) == 0
