"""
The questions that a session is prepared with, as the database keeps them.
"""

from datetime import timedelta

import pytest

from services.roster.domain.errors import (
    QuestionNotFound,
    SessionAlreadyClosed,
    SessionCancelled,
)
from services.roster.domain.question import KEPT_FOR
from services.roster.domain.register_change import CancellationReason
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.forget_questions import forget_questions
from services.roster.usecases.question_queries import questions_of
from services.roster.usecases.write_question import (
    remove_question,
    tick_question,
    write_question,
)
from tests.roster.book import A_WEEK, COORDINATOR, TUESDAY, TUESDAY_NOON

SLEEP = "Hvor længe må et barn sove?"
DUMMY = "Er det farligt, hvis hun slipper sutten?"


def write(book, session_id, text=SLEEP, *, now=TUESDAY_NOON):
    return write_question(session_id=session_id, text=text, now=now, uow=book.uow())


def tick(book, session_id, question, *, is_taken_up=True):
    tick_question(
        session_id=session_id,
        question_id=question.id,
        is_taken_up=is_taken_up,
        uow=book.uow(),
    )


def texts(book, session_id):
    return [one.text for one in questions_of(session_id=session_id, uow=book.uow())]


def cancel(book, session_id):
    cancel_session(
        session_id=session_id,
        reason=CancellationReason.WEATHER,
        seen_version=None,
        by=COORDINATOR,
        now=TUESDAY_NOON,
        uow=book.uow(),
    )


class TestQuestions:
    def test_that_nobody_got_to_are_carried_over(self, book):
        """
        What was not taken up when the register was closed stands on the next session
        by itself; what was taken up stays where it was.
        """
        later = book.session(TUESDAY + A_WEEK)
        now = book.session(TUESDAY)
        taken_up, _left = write(book, now), write(book, now, DUMMY)
        tick(book, now, taken_up)
        before = texts(book, later)
        book.close(now)

        assert before == []
        assert texts(book, now) == [SLEEP, DUMMY]
        assert texts(book, later) == [DUMMY]

    def test_of_a_cancelled_session_are_carried_over(self, sqlite_book):
        """
        A session that is not held has no list, and no question is lost by it.
        """
        later = sqlite_book.session(TUESDAY + A_WEEK)
        now = sqlite_book.session(TUESDAY)
        write(sqlite_book, now)
        cancel(sqlite_book, now)

        assert texts(sqlite_book, now) == []
        assert texts(sqlite_book, later) == [SLEEP]
        with pytest.raises(SessionCancelled):
            write(sqlite_book, now)

    def test_are_ticked_after_the_session_too(self, sqlite_book):
        """
        A tick that is remembered on the way home takes it from the next list, and is
        taken back with the same tap.
        """
        later = sqlite_book.session(TUESDAY + A_WEEK)
        now = sqlite_book.session(TUESDAY)
        question = write(sqlite_book, now)
        sqlite_book.close(now)
        tick(sqlite_book, now, question)
        ticked = texts(sqlite_book, later)
        tick(sqlite_book, now, question, is_taken_up=False)

        assert ticked == []
        assert texts(sqlite_book, later) == [SLEEP]
        with pytest.raises(SessionAlreadyClosed):
            write(sqlite_book, now)

    def test_are_those_of_one_group(self, sqlite_book):
        """
        Nobody ticks or deletes what another group wants to talk about.
        """
        question = write(sqlite_book, sqlite_book.session(TUESDAY))
        elsewhere = sqlite_book.session(
            TUESDAY + A_WEEK, group_id=sqlite_book.new_group()
        )

        with pytest.raises(QuestionNotFound):
            tick(sqlite_book, elsewhere, question)
        assert texts(sqlite_book, elsewhere) == []

    def test_are_deleted_for_good(self, book):
        """
        A name that slipped into one is gone at once, and everything after a year.
        """
        session_id = book.session(TUESDAY)
        question, _old = write(book, session_id), write(book, session_id, DUMMY)
        remove_question(session_id=session_id, question_id=question.id, uow=book.uow())
        removed = texts(book, session_id)
        forget_questions(now=TUESDAY_NOON + KEPT_FOR, uow=book.uow())
        in_time = texts(book, session_id)
        forget_questions(
            now=TUESDAY_NOON + KEPT_FOR + timedelta(hours=1), uow=book.uow()
        )

        assert removed == in_time == [DUMMY]
        assert texts(book, session_id) == []
