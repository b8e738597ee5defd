"""
A mother's way through the group, with what is kept and what is told of it.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.enrolment import (
    Decision,
    LeaveReason,
    PauseReason,
)
from services.roster.domain.errors import (
    NothingToUndo,
    RoleMayNot,
    SessionIsOver,
)
from services.roster.domain.register_change import CancellationReason, CorrectionReason
from services.roster.usecases import queries
from services.roster.usecases.ask_at_new_birth import ask_at_new_birth
from services.roster.usecases.bring_mother_back import bring_mother_back
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.correct_attendance import correct_attendance
from services.roster.usecases.decide_review import decide_review
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.invite_mother import invite_mother
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.pause_mother import pause_mother
from services.roster.usecases.plan_first_visit import plan_first_visit
from services.roster.usecases.raise_due_reviews import raise_due_reviews
from services.roster.usecases.record_yes import record_yes
from services.roster.usecases.resume_mother import resume_mother
from services.roster.usecases.undo_step import undo_step
from shared.contracts.roster.enrolment import (
    MotherActivated,
    MotherLeft,
    MotherPaused,
    MotherResumed,
    MotherReturned,
    MotherReviewDue,
)
from shared.contracts.roster.mothers import CommitmentGiven
from shared.kernel.clock import bounds_of_day
from shared.kernel.organisations import Organisation, Role
from tests.roster.book import (
    A_WEEK,
    COORDINATOR,
    TUESDAY,
    TUESDAY_NOON,
    TUESDAY_TEN,
    WEDNESDAY,
)
from tests.roster.way import MONDAY, Way

NEXT_TUESDAY = TUESDAY + A_WEEK


class TestWayIn:
    def test_keeps_every_step_with_who_and_when(self, book):
        """
        Actor, organisation, time and version of each, in the order of her versions; and
        only her yes is told as a commitment.
        """
        way = Way(book)
        session_id = book.session()

        way.to_first_visit(session_id)
        book.mark(session_id, way.mother_id)
        book.close(session_id)

        assert [(one.step, one.by_role) for one in way.steps()] == [
            ("suggested", "health_visitor"),
            ("invited", "health_visitor"),
            ("said_yes", "paedagog"),
            ("first_visit_planned", "coordinator"),
            ("came_first_time", "system"),
        ]
        assert [one.version for one in way.steps()] == [1, 2, 3, 4, 5]
        assert {one.by_organisation for one in way.steps()} == {
            Organisation.HOUSING_TEAM,
            Organisation.SYSTEM,
        }
        assert [one.at for one in way.steps()] == [*[MONDAY] * 4, TUESDAY_NOON]
        assert way.steps()[-1].about == session_id
        assert len(book.events(CommitmentGiven)) == 1
        [activated] = book.events(MotherActivated)
        assert activated.first_attended_session_id == session_id

    def test_expects_her_at_her_first_visit_and_at_no_other(self, sqlite_book):
        """
        Suggested, invited or interested, she can miss nothing; who misses the visit
        still wants to come, and the miss is told for outreach to follow.
        """
        way = Way(sqlite_book)
        other, first = sqlite_book.session(), sqlite_book.session(NEXT_TUESDAY)
        way.to_first_visit(first)

        sqlite_book.close(other)
        sqlite_book.close(first, now=TUESDAY_NOON + A_WEEK)

        assert sqlite_book.outcomes(other) == {}
        assert sqlite_book.outcomes(first) == {way.mother_id: "missed"}
        assert way.state() == "interested"
        assert way.steps()[-1].reason == "missed"

    def test_is_open_to_one_who_walks_in(self, sqlite_book):
        """
        Whoever comes is in the group, also when nobody had invited her yet. That is no
        yes of hers, so it is told as none: only a yes allows us to be persistent.
        """
        way = Way(sqlite_book)
        sqlite_book.closed(TUESDAY, attended=[way.mother_id])

        assert way.state() == "active"
        assert sqlite_book.events(CommitmentGiven) == []

    def test_is_followed_back_by_a_correction(self, book):
        """
        It was another mother: she stands where she stood, and in again if it was not.
        """
        way = Way(book)
        session_id = book.closed(TUESDAY, attended=[way.mother_id])
        states = []
        for to in (Outcome.MISSED, Outcome.ATTENDED):
            correct_attendance(
                session_id=session_id,
                mother_id=way.mother_id,
                to=to,
                seen_version=None,
                reason=CorrectionReason.WRONG_ROW,
                by=COORDINATOR,
                now=TUESDAY_NOON,
                uow=book.uow(),
            )
            states.append(way.state())

        assert states == ["suggested", "active"]

    def test_is_followed_when_the_register_is_closed_again(self, sqlite_book):
        """
        A register that was opened again says who came, as the first close did.
        """
        way = Way(sqlite_book)
        session_id = sqlite_book.session()
        way.to_first_visit(session_id)
        states = []
        for outcome in (None, Outcome.ATTENDED, Outcome.EXCUSED):
            if outcome is not None:
                sqlite_book.reopen(session_id)
                sqlite_book.mark(session_id, way.mother_id, outcome)
            sqlite_book.close(session_id, now=WEDNESDAY)
            states.append(way.state())

        assert states == ["interested", "active", "interested"]

    def test_waits_when_the_session_is_cancelled(self, sqlite_book):
        """
        She has missed nothing, and another day is to be agreed on.
        """
        way = Way(sqlite_book)
        session_id = sqlite_book.session(NEXT_TUESDAY)
        way.to_first_visit(session_id)

        cancel_session(
            session_id=session_id,
            seen_version=None,
            reason=CancellationReason.STAFF_ILL,
            by=COORDINATOR,
            now=MONDAY,
            uow=sqlite_book.uow(now=MONDAY),
        )

        assert way.state() == "interested"
        assert way.steps()[-1].reason == "session_cancelled"

    def test_refuses_a_visit_to_what_is_over_and_by_another_role(self, sqlite_book):
        """
        The coordinator plans it, because she is the one who fetches her.
        """
        way = Way(sqlite_book)
        session_id = sqlite_book.session()
        way.take(record_yes, said_on=MONDAY.date())

        with pytest.raises(RoleMayNot):
            way.take(plan_first_visit, session_id=session_id, by=Role.PAEDAGOG)
        way.now = TUESDAY_NOON
        with pytest.raises(SessionIsOver):
            way.take(plan_first_visit, session_id=session_id)
        assert way.state() == "interested"


class TestWayOn:
    def test_takes_back_what_was_tapped_by_mistake(self, sqlite_book):
        """
        For a quarter of an hour, by the same role; the history keeps both.
        """
        way = Way(sqlite_book)
        sqlite_book.closed(TUESDAY, attended=[way.mother_id])
        way.now = TUESDAY_NOON
        way.take(let_mother_leave, reason=LeaveReason.SCHOOL)

        way.take(undo_step)

        assert way.state() == "active"
        # She never left: what she missed before is followed up again.
        returned = sqlite_book.events(MotherReturned)[-1]
        assert returned.changed_at < TUESDAY_TEN
        assert [one.step for one in way.steps()][-2:] == ["left", "undone"]
        assert len(sqlite_book.events(MotherReturned)) == 1
        way.take(pause_mother, reason=PauseReason.EXAM, until=None)
        way.now += timedelta(minutes=16)
        with pytest.raises(NothingToUndo):
            way.take(undo_step)

    @pytest.mark.parametrize(
        ("go", "told"),
        [
            ((pause_mother, {"reason": PauseReason.EXAM, "until": None}), MotherPaused),
            ((let_mother_leave, {"reason": LeaveReason.SCHOOL}), MotherLeft),
        ],
    )
    def test_tells_where_she_is_when_she_takes_her_no_thanks_back_there(
        self, sqlite_book, go, told
    ):
        """
        She was asked again at a birth, walked in, and is away now. Her no thanks is
        over, and the others hear that she pauses or has left, not that she is back.
        """
        way = Way(sqlite_book)
        way.take(decline_mother, said_on=MONDAY.date(), may_ask_at_new_birth=True)
        way.take(ask_at_new_birth, by=Role.HEALTH_VISITOR)
        sqlite_book.closed(TUESDAY, attended=[way.mother_id])
        way.now = TUESDAY_NOON
        step, why = go
        way.take(step, **why)
        where = way.state()
        sqlite_book.forget_events()

        way.take(bring_mother_back, said_on=TUESDAY, by=Role.MOTHER)

        assert way.state() == where
        assert way.steps()[-1].step == "came_back"
        assert [type(event) for event in sqlite_book.events()] == [told]

    @pytest.mark.parametrize(
        ("heard_at", "is_back_since"),
        [
            (TUESDAY_NOON, TUESDAY_NOON),
            (TUESDAY_NOON + A_WEEK, bounds_of_day(TUESDAY)[1]),
        ],
        ids=["at once", "a week late"],
    )
    def test_is_with_us_again_since_the_day_on_which_she_said_so(
        self, sqlite_book, heard_at, is_back_since
    ):
        """
        However late her yes is heard of, as when the broker was away: what she misses
        after that day is followed up.
        """
        way = Way(sqlite_book)
        way.take(decline_mother, said_on=MONDAY.date())
        way.now = heard_at

        way.take(bring_mother_back, said_on=TUESDAY, by=Role.MOTHER)

        [returned] = sqlite_book.events(MotherReturned)
        assert returned.changed_at == is_back_since

    def test_asks_when_a_pause_is_over_and_ends_none(self, book):
        """
        A pause with a day is asked about on that day, one without after twelve weeks;
        she is back when she has said so.
        """
        way = Way(book)
        book.closed(TUESDAY, attended=[way.mother_id])
        way.now = TUESDAY_NOON
        way.take(pause_mother, reason=PauseReason.BIRTH, until=NEXT_TUESDAY)

        def asked(day):
            uow = book.uow()
            with uow.reading():
                return [one.id for one in uow.mothers.pauses_over(on=day, limit=9)]

        assert asked(NEXT_TUESDAY - timedelta(days=1)) == []
        assert asked(NEXT_TUESDAY) == [way.mother_id]
        assert way.state() == "paused"
        way.take(pause_mother, reason=PauseReason.BIRTH, until=None)
        assert asked(TUESDAY + timedelta(weeks=12, days=-1)) == []
        assert asked(TUESDAY + timedelta(weeks=12)) == [way.mother_id]
        way.take(resume_mother)
        assert way.state() == "active"
        assert len(book.events(MotherPaused)) == 2
        assert len(book.events(MotherResumed)) == 1


def noon_on(day):
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def due(book, day):
    """
    Let the clock look twice, as two replicas would; return how many it asked about.
    """
    now = noon_on(day)
    return [raise_due_reviews(now=now, uow=book.uow(now=now)) for _ in range(2)]


class TestReview:
    def test_is_raised_by_no_answer_for_thirty_days(self, sqlite_book):
        """
        An invitation is not forgotten in silence; asked again, she has thirty more.
        """
        way = Way(sqlite_book)
        way.take(invite_mother)
        asked_on = MONDAY.date() + timedelta(days=30)

        assert due(sqlite_book, asked_on - timedelta(days=1)) == [0, 0]
        assert due(sqlite_book, asked_on) == [1, 0]
        assert way.state() == "invited"
        way.now = noon_on(asked_on)
        way.take(decide_review, decision=Decision.ASK_AGAIN)
        way.take(decide_review, decision=Decision.ASK_AGAIN, by=Role.HEALTH_VISITOR)
        assert due(sqlite_book, asked_on + timedelta(days=29)) == [0, 0]
        assert due(sqlite_book, asked_on + timedelta(days=30)) == [1, 0]

    def test_is_raised_once_by_a_child_over_two(self, book):
        """
        Rule 8: it is a question and moves nobody; decided, it does not come again.
        """
        nevra = book.mother("Nevra", born_on=[date(2024, 11, 17)])
        assert due(book, date(2026, 11, 17)) == [0, 0]
        assert due(book, date(2026, 11, 18)) == [1, 0]

        [event] = book.events(MotherReviewDue)
        assert (event.mother_id, event.cause) == (nevra, "child_over_2")
        seen = queries.mother(mother_id=nevra, uow=book.uow()).mother
        assert (seen.enrolment, seen.standing.review.cause) == ("active", event.cause)
        for role in (Role.PAEDAGOG, Role.COORDINATOR):
            decide_review(
                mother_id=nevra,
                decision=Decision.STAYS,
                by=role,
                now=noon_on(date(2026, 11, 19)),
                uow=book.uow(),
            )
        assert due(book, date(2027, 6, 1)) == [0, 0]

    def test_is_raised_by_six_weeks_away_and_not_by_a_holiday(self, book):
        """
        Only where sessions were held and she was at none of them, once an absence.
        """
        nevra = book.mother("Nevra")
        first = date(2026, 9, 29)
        book.closed(first, attended=[nevra])
        weeks = [first + index * A_WEEK for index in range(1, 7)]
        for day in weeks[:2]:
            book.closed(day)
        assert due(book, weeks[5]) == [0, 0]
        for day in weeks[2:6]:
            book.closed(day)

        assert due(book, weeks[5] + timedelta(days=1)) == [1, 0]
        assert due(book, weeks[5] + timedelta(days=2)) == [0, 0]
        assert queries.mother(mother_id=nevra, uow=book.uow()).mother.enrolment == (
            "active"
        )
