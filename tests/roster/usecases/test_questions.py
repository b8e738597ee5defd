"""
The questions that a session is prepared with, as the database keeps them.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from services.roster.domain.errors import (
    EnoughQuestions,
    QuestionNotFound,
    SessionAlreadyClosed,
    SessionCancelled,
    SessionNotFound,
)
from services.roster.domain.questions_sent import MOST_A_DAY
from services.roster.domain.register_change import CancellationReason
from services.roster.storage.tables import own_links, questions, questions_sent
from services.roster.usecases.ask_by_own_link import (
    ask_by_own_link,
    questions_sent_today,
)
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.forget_questions import forget_questions
from services.roster.usecases.make_own_link import make_own_link
from services.roster.usecases.question_queries import questions_of
from services.roster.usecases.write_question import (
    remove_question,
    tick_question,
    write_question,
)
from shared.config import KeptFor
from tests.roster.book import A_WEEK, COORDINATOR, TUESDAY, TUESDAY_NOON, WEDNESDAY

A_YEAR = KeptFor().questions
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


def link_of(book, mother_id):
    lasts = KeptFor().own_links
    secret, _ = make_own_link(
        mother_id=mother_id, lasts=lasts, now=TUESDAY_NOON, uow=book.uow()
    )
    return secret


def ask(book, secret, session_id, text=DUMMY, *, now=TUESDAY_NOON):
    ask_by_own_link(
        secret=secret, session_id=session_id, text=text, now=now, uow=book.uow()
    )


def sent_today(book, secret, *, now=TUESDAY_NOON):
    return questions_sent_today(secret=secret, now=now, uow=book.uow())


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
        forget_questions(kept=A_YEAR, now=TUESDAY_NOON + A_YEAR, uow=book.uow())
        in_time = texts(book, session_id)
        forget_questions(
            kept=A_YEAR,
            now=TUESDAY_NOON + A_YEAR + timedelta(hours=1),
            uow=book.uow(),
        )

        assert removed == in_time == [DUMMY]
        assert texts(book, session_id) == []


class TestQuestionByOwnLink:
    def test_stands_on_the_list_and_leads_back_to_nobody(self, book):
        """
        The line alone is kept. That a link has sent some is told to its bearer; in the
        database nothing of it is hers.
        """
        nevra, session_id = book.mother("Nevra"), book.session(TUESDAY)
        secret = link_of(book, nevra)
        for _ in range(2):
            ask(book, secret, session_id)

        assert texts(book, session_id) == [DUMMY]
        assert sent_today(book, secret) == 1
        with book.engine.connect() as connection:
            [counted] = connection.execute(select(questions_sent)).all()
            kept = connection.execute(select(own_links.c.digest)).scalar_one()
        assert counted.id.hex not in kept
        assert set(questions.c.keys()) == {
            "id", "session_id", "text", "written_at", "taken_up_in",
        }  # fmt: skip

    def test_is_one_of_a_few_a_day(self, sqlite_book):
        """
        More than a few are not a mother's any more; the next day begins anew, and
        nothing is left of the day before.
        """
        nevra, session_id = sqlite_book.mother("Nevra"), sqlite_book.session(TUESDAY)
        secret = link_of(sqlite_book, nevra)
        for number in range(MOST_A_DAY):
            ask(sqlite_book, secret, session_id, f"Spørgsmål {number}?")
        with pytest.raises(EnoughQuestions):
            ask(sqlite_book, secret, session_id)
        forget_questions(kept=A_YEAR, now=WEDNESDAY, uow=sqlite_book.uow())

        assert sent_today(sqlite_book, secret) == 0
        assert sent_today(sqlite_book, secret, now=WEDNESDAY) == 0
        ask(sqlite_book, secret, session_id, now=WEDNESDAY)

    def test_is_refused_for_another_groups_session(self, sqlite_book):
        """
        By a link nobody looks into another group.
        """
        secret = link_of(sqlite_book, sqlite_book.mother("Nevra"))
        elsewhere = sqlite_book.session(TUESDAY, group_id=sqlite_book.new_group())

        with pytest.raises(SessionNotFound):
            ask(sqlite_book, secret, elsewhere)
