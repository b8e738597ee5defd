"""
Who brings whom: planned, changed, done, and gone by itself with what it was for.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.attendance import Outcome
from services.roster.domain.enrolment import LeaveReason, PauseReason
from services.roster.domain.errors import (
    BuddyNotComing,
    MotherHasDeclined,
    MotherNotComing,
    MotherNotExpected,
    PickUpAlreadyPlanned,
    PickUpFallen,
    PickUpNotFound,
    PickUpNotPlanned,
    PickUpNotYet,
    SessionHasBegun,
    SessionSkipped,
)
from services.roster.domain.register_change import CancellationReason
from services.roster.domain.school_calendar import FIRST_DAYCARE
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.usecases import queries
from services.roster.usecases.cancel_pick_up import cancel_pick_up
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.change_session import SessionChange, change_session
from services.roster.usecases.coordinator_out import coordinator_out
from services.roster.usecases.forget_meeting_places import forget_meeting_places
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.mark_pick_up_done import mark_pick_up_done
from services.roster.usecases.move_pick_up import move_pick_up
from services.roster.usecases.pause_mother import pause_mother
from services.roster.usecases.pick_up_queries import (
    pick_ups_of_mother,
    pick_ups_of_session,
    who_brings_whom,
)
from services.roster.usecases.plan_calendar import plan_calendar
from services.roster.usecases.plan_first_visit import plan_first_visit
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.take_back_pick_up import take_back_pick_up
from services.roster.usecases.undo_step import undo_step
from services.roster.usecases.write_school_holidays import add_school_holiday
from shared.config import KeptFor
from shared.contracts.roster.pick_ups import PickUpCancelled, PickUpDone, PickUpPlanned
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid, StaleVersion
from tests.roster.book import A_WEEK, COORDINATOR, TUESDAY, TUESDAY_NOON, TUESDAY_TEN
from tests.roster.way import Way

MONDAY = TUESDAY_TEN - timedelta(days=1)
HALF_PAST_NINE = TUESDAY_TEN - timedelta(minutes=30)
HER_STAIRCASE = "opgang 12"
PAUSE = (pause_mother, {"reason": PauseReason.EXAM, "until": None})
LEAVE = (let_mother_leave, {"reason": LeaveReason.SCHOOL})


def arranged(role=Role.COORDINATOR, *, buddy=None, at=time(9, 30), **told):
    place = {"place": MeetingPlace.HER_DOOR, "note": HER_STAIRCASE} | told
    return Arrangement(
        driver_role=Role.MOTHER if buddy else role, buddy_id=buddy, meet_at=at, **place
    )


class Fetching:
    """
    One mother and one session, and what is done about fetching her there.
    """

    def __init__(self, book):
        self.book = book
        self.mother_id = book.mother("Esi")
        self.session_id = book.session()

    def plan(self, arrangement=None, *, now=MONDAY, mother_id=None):
        return plan_pick_up(
            mother_id=mother_id or self.mother_id,
            session_id=self.session_id,
            arrangement=arrangement or arranged(),
            now=now,
            uow=self.book.uow(now=now),
        )

    def do(self, act, *, now=MONDAY, seen_version=None, **told):
        if act is not cancel_pick_up:
            told["now"] = now
        return act(
            mother_id=self.mother_id,
            session_id=self.session_id,
            seen_version=seen_version,
            **told,
            uow=self.book.uow(now=now),
        )

    def stands(self):
        [view] = pick_ups_of_session(session_id=self.session_id, uow=self.book.uow())
        return view.pick_up.state, view.pick_up.because

    def lacks_the_coordinator(self):
        return coordinator_out(
            pick_ups_of_session(session_id=self.session_id, uow=self.book.uow())
        )

    def told(self):
        """
        Return the kinds and versions of what was announced, the oldest first.
        """
        kinds = (PickUpPlanned, PickUpDone, PickUpCancelled)
        return [
            (type(one.event).__name__.removeprefix("PickUp"), one.version)
            for one in self.book.announced()
            if isinstance(one.event, kinds)
        ]


@pytest.fixture
def fetching(book):
    return Fetching(book)


@pytest.fixture
def sqlite_fetching(sqlite_book):
    return Fetching(sqlite_book)


class TestCalendar:
    def test_takes_her_along_when_the_session_moves(self, sqlite_fetching):
        """
        She is fetched as long before the new start as before the old.
        """
        sqlite_fetching.plan()
        moved = SessionChange(
            day=TUESDAY + timedelta(days=1),
            starts_at=time(13),
            ends_at=time(15),
            place=None,
            theme=None,
            guest=None,
            destination=None,
            meeting_point=None,
        )

        change_session(
            session_id=sqlite_fetching.session_id,
            change=moved,
            seen_version=None,
            now=MONDAY,
            uow=sqlite_fetching.book.uow(now=MONDAY),
        )

        told = sqlite_fetching.book.events(PickUpPlanned)[-1]
        assert told.session_starts_at - told.meet_at == timedelta(minutes=30)
        assert told.session_starts_at == TUESDAY_TEN + timedelta(days=1, hours=3)

    def test_fetches_nobody_on_a_day_that_has_become_a_holiday(self, sqlite_fetching):
        """
        The session is skipped, her pick-up goes with it, and none is planned anew.
        """
        book = sqlite_fetching.book
        sqlite_fetching.session_id = _planned_by_calendar(book)
        sqlite_fetching.plan()
        day = TUESDAY + A_WEEK
        add_school_holiday(
            daycare_id=FIRST_DAYCARE,
            name="Lukkedag",
            first_day=day,
            last_day=day,
            uow=book.uow(),
        )

        _plan_year(book)

        assert sqlite_fetching.told()[-1] == ("Cancelled", 2)
        with pytest.raises(SessionSkipped):
            sqlite_fetching.plan()


def _plan_year(book):
    plan_calendar(
        group_id=book.group_id,
        year=TUESDAY.year,
        public_holidays=danish_public_holidays,
        now=MONDAY,
        uow=book.uow(now=MONDAY),
    )


def _planned_by_calendar(book):
    """
    Return the session of the next week, which no person has touched.
    """
    _plan_year(book)
    [view] = queries.sessions(
        group_id=book.group_id, start=TUESDAY_NOON, limit=1, uow=book.uow()
    )
    return view.session.id


class TestFirstVisit:
    def test_takes_her_pick_up_along_and_back_when_it_is_moved(self, fetching):
        """
        As long before the new start as before the old; an undo brings it back again.
        """
        book = fetching.book
        way = Way(book)
        later = book.session(TUESDAY + A_WEEK, starts_at=time(13), ends_at=time(15))
        way.to_first_visit(fetching.session_id)
        fetching.plan(mother_id=way.mother_id)

        way.take(plan_first_visit, session_id=later)

        told = book.events(PickUpPlanned)[-1]
        assert told.session_id == later
        assert told.session_starts_at - told.meet_at == timedelta(minutes=30)
        assert fetching.stands() == ("cancelled", "visit_moved")
        way.take(undo_step)
        assert fetching.stands() == ("planned", None)
        assert fetching.told() == [
            ("Planned", 1), ("Cancelled", 2), ("Planned", 1), ("Cancelled", 2),
            ("Planned", 3),
        ]  # fmt: skip

    def test_lets_it_fall_where_nobody_can_fetch_her(self, sqlite_fetching):
        """
        The buddy has cancelled the new session, or no visit is planned any more.
        """
        book = sqlite_fetching.book
        way, buddy = Way(book), book.mother("Ama")
        later = book.session(TUESDAY + A_WEEK)
        book.cancellation(later, buddy, received_at=MONDAY)
        way.to_first_visit(sqlite_fetching.session_id)
        sqlite_fetching.plan(arranged(buddy=buddy), mother_id=way.mother_id)

        way.take(plan_first_visit, session_id=later)

        assert sqlite_fetching.stands() == ("cancelled", "visit_moved")
        assert sqlite_fetching.told() == [("Planned", 1), ("Cancelled", 2)]
        way.take(plan_first_visit, session_id=sqlite_fetching.session_id)
        sqlite_fetching.plan(mother_id=way.mother_id)
        way.take(undo_step)
        assert sqlite_fetching.stands() == ("cancelled", "visit_moved")


class TestPlan:
    def test_keeps_who_when_and_where_and_tells_all_but_where(self, fetching):
        """
        Where they meet tells where she lives: it is kept here and told to nobody.
        """
        fetching.plan()

        [view] = pick_ups_of_session(
            session_id=fetching.session_id, uow=fetching.book.uow()
        )
        assert view.meets_at == HALF_PAST_NINE
        assert view.pick_up.arrangement == arranged()
        assert HER_STAIRCASE not in repr(view)
        [told] = fetching.book.events(PickUpPlanned)
        assert told == PickUpPlanned(
            mother_id=fetching.mother_id,
            session_id=fetching.session_id,
            driver_role="coordinator",
            meet_at=HALF_PAST_NINE,
            session_starts_at=TUESDAY_TEN,
        )

    @pytest.mark.parametrize(
        ("day", "moment"),
        [
            (date(2026, 10, 20), datetime(2026, 10, 20, 7, 30, tzinfo=UTC)),
            (date(2026, 10, 27), datetime(2026, 10, 27, 8, 30, tzinfo=UTC)),
        ],
    )
    def test_means_the_clock_on_the_wall(self, sqlite_book, day, moment):
        """
        Half past nine is half past nine before and after the clock has gone back.
        """
        fetching = Fetching(sqlite_book)
        fetching.session_id = sqlite_book.session(day)

        fetching.plan(now=moment - A_WEEK)

        [told] = sqlite_book.events(PickUpPlanned)
        assert told.meet_at == moment

    def test_is_one_for_each_mother_and_session(self, sqlite_fetching):
        """
        Two people plan it: the second is told, and nobody rings twice at her door.
        """
        sqlite_fetching.plan()

        with pytest.raises(PickUpAlreadyPlanned):
            sqlite_fetching.plan(arranged(Role.PAEDAGOG))

        assert sqlite_fetching.told() == [("Planned", 1)]

    def test_is_refused_once_the_session_has_begun(self, sqlite_fetching):
        """
        There is nobody to fetch to what goes on already.
        """
        with pytest.raises(SessionHasBegun):
            sqlite_fetching.plan(now=TUESDAY_TEN)

    def test_is_refused_for_who_does_not_come(self, sqlite_fetching):
        """
        A no thanks holds here too, and a cancellation is heard. Nobody is rung for who
        has not said yes, pauses, or comes first to another session.
        """
        book = sqlite_fetching.book
        said_no, cancelled = book.mother("Ama"), book.mother("Berta")
        book.decline(said_no)
        book.cancellation(sqlite_fetching.session_id, cancelled, received_at=MONDAY)

        later = book.session(TUESDAY + A_WEEK)
        suggested, comes_later = Way(book), Way(book)
        comes_later.to_first_visit(later)
        paused = book.mother("Carmen")
        act, reason = PAUSE
        act(mother_id=paused, **reason, by=Role.COORDINATOR, now=MONDAY, uow=book.uow())

        for one in (suggested.mother_id, comes_later.mother_id, paused):
            with pytest.raises(MotherNotExpected):
                sqlite_fetching.plan(mother_id=one)
        with pytest.raises(MotherHasDeclined):
            sqlite_fetching.plan(mother_id=said_no)
        with pytest.raises(MotherNotComing):
            sqlite_fetching.plan(mother_id=cancelled)
        for buddy in (said_no, cancelled, paused, comes_later.mother_id):
            with pytest.raises(BuddyNotComing):
                sqlite_fetching.plan(arranged(buddy=buddy))

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"at": time(10)}, "meet_at"),
            ({"at": time(0, 30), "now": HALF_PAST_NINE}, "meet_at"),
            ({"place": MeetingPlace.ELSEWHERE, "note": None}, "note"),
            ({"note": "op\u202egang"}, "note"),
            ({"role": Role.DAYCARE_INTAKE}, "driver_role"),
            ({"role": Role.MOTHER}, "buddy_id"),
        ],
    )
    def test_refuses_what_nobody_could_do(self, sqlite_fetching, told, field):
        """
        Too late, over already, nowhere, turned around, or by nobody.
        """
        now = told.pop("now", MONDAY)

        with pytest.raises(Invalid) as refusal:
            sqlite_fetching.plan(arranged(**told), now=now)

        assert list(refusal.value.facts["errors"]) == [field]

    def test_refuses_a_mother_who_would_fetch_herself(self, sqlite_fetching):
        """
        A buddy is somebody else.
        """
        with pytest.raises(Invalid):
            sqlite_fetching.plan(arranged(buddy=sqlite_fetching.mother_id))


class TestMove:
    def test_tells_the_new_time_and_who(self, sqlite_fetching):
        """
        The newest version replaces what was told before; an older look is refused.
        """
        sqlite_fetching.plan()
        later = arranged(Role.PAEDAGOG, at=time(9, 45))

        sqlite_fetching.do(move_pick_up, arrangement=later, seen_version=1)
        with pytest.raises(StaleVersion):
            sqlite_fetching.do(move_pick_up, arrangement=arranged(), seen_version=1)

        *_, told = sqlite_fetching.book.events(PickUpPlanned)
        assert (told.driver_role, told.meet_at) == (
            "paedagog",
            TUESDAY_TEN - timedelta(minutes=15),
        )
        assert sqlite_fetching.told() == [("Planned", 1), ("Planned", 2)]

    def test_is_refused_where_nothing_stands(self, sqlite_fetching):
        """
        Somebody looked at another session, or somebody else has cancelled it.
        """
        with pytest.raises(PickUpNotFound):
            sqlite_fetching.do(move_pick_up, arrangement=arranged())
        sqlite_fetching.plan()
        sqlite_fetching.do(cancel_pick_up)
        with pytest.raises(PickUpNotPlanned):
            sqlite_fetching.do(move_pick_up, arrangement=arranged())


class TestEnd:
    def test_is_told_and_a_slip_is_taken_back(self, sqlite_fetching):
        """
        Undo instead of a question: the plan stands again as it was.
        """
        sqlite_fetching.plan()
        sqlite_fetching.do(cancel_pick_up)
        sqlite_fetching.do(take_back_pick_up)
        sqlite_fetching.do(mark_pick_up_done, now=HALF_PAST_NINE)
        sqlite_fetching.do(take_back_pick_up, now=TUESDAY_NOON)

        assert sqlite_fetching.stands() == ("planned", None)
        assert sqlite_fetching.told() == [
            ("Planned", 1),
            ("Cancelled", 2),
            ("Planned", 3),
            ("Done", 4),
            ("Planned", 5),
        ]

    def test_is_not_known_before_the_day(self, sqlite_fetching):
        """
        Nobody was fetched on the Monday before.
        """
        sqlite_fetching.plan()

        with pytest.raises(PickUpNotYet):
            sqlite_fetching.do(mark_pick_up_done, now=MONDAY)

    def test_of_a_cancelled_one_makes_room_for_a_new_plan(self, sqlite_fetching):
        """
        She changes her mind: the same pick-up with a newer version.
        """
        sqlite_fetching.plan()
        sqlite_fetching.do(cancel_pick_up)

        sqlite_fetching.plan(arranged(Role.HEALTH_VISITOR))

        assert sqlite_fetching.told()[-1] == ("Planned", 3)


class TestByItself:
    def test_goes_with_her_cancellation_and_comes_back_with_it(self, sqlite_fetching):
        """
        A tap beside the wrong name is taken back: somebody must stand at her door then.
        """
        book = sqlite_fetching.book
        sqlite_fetching.plan()
        book.cancellation(
            sqlite_fetching.session_id, sqlite_fetching.mother_id, received_at=MONDAY
        )
        gone = sqlite_fetching.stands()

        unmark = {
            "session_id": sqlite_fetching.session_id,
            "mother_id": sqlite_fetching.mother_id,
        }
        book.unmark(**unmark, now=MONDAY)

        assert gone == ("cancelled", "not_coming")
        assert sqlite_fetching.stands() == ("planned", None)
        assert sqlite_fetching.told() == [
            ("Planned", 1),
            ("Cancelled", 2),
            ("Planned", 3),
        ]

    def test_stays_away_when_a_mark_is_taken_back_after_the_start(
        self, sqlite_fetching
    ):
        """
        Nobody can be fetched to what has begun.
        """
        told = (sqlite_fetching.session_id, sqlite_fetching.mother_id)
        sqlite_fetching.plan()
        sqlite_fetching.book.cancellation(*told, received_at=MONDAY)

        sqlite_fetching.book.unmark(*told, now=TUESDAY_TEN)

        assert sqlite_fetching.stands() == ("cancelled", "not_coming")

    def test_goes_when_the_buddy_is_excused(self, sqlite_fetching):
        """
        Nobody would come to her door: the home says that somebody else must.
        """
        book = sqlite_fetching.book
        buddy = book.mother("Ama")
        sqlite_fetching.plan(arranged(buddy=buddy))

        book.mark(sqlite_fetching.session_id, buddy, Outcome.EXCUSED)

        assert sqlite_fetching.stands() == ("cancelled", "buddy_not_coming")

    @pytest.mark.parametrize("whose", ["hers", "buddy"])
    def test_goes_with_a_no_thanks_for_good(self, fetching, whose):
        """
        It holds at once, and neither an undo nor a mark that is taken back undoes it.
        """
        book = fetching.book
        buddy = book.mother("Ama")
        fetching.plan(arranged(buddy=buddy))
        says_no = fetching.mother_id if whose == "hers" else buddy

        book.decline(says_no)

        reasons = {"hers": "no_thanks", "buddy": "buddy_no_thanks"}
        assert fetching.stands() == ("cancelled", reasons[whose])
        refusal = MotherHasDeclined if whose == "hers" else PickUpFallen
        with pytest.raises(refusal):
            fetching.do(take_back_pick_up)
        assert fetching.told() == [("Planned", 1), ("Cancelled", 2)]

    @pytest.mark.parametrize("whose", ["hers", "buddy"])
    @pytest.mark.parametrize("step", [PAUSE, LEAVE], ids=["pause", "leave"])
    def test_goes_when_one_of_them_is_not_in_the_group(
        self, sqlite_fetching, whose, step
    ):
        """
        Who pauses or has left is not fetched, and fetches nobody.
        """
        book = sqlite_fetching.book
        buddy = book.mother("Ama")
        sqlite_fetching.plan(arranged(buddy=buddy))
        act, reason = step
        told = {"by": Role.COORDINATOR, "now": TUESDAY_NOON, "uow": book.uow()}

        act(
            mother_id=sqlite_fetching.mother_id if whose == "hers" else buddy,
            **reason,
            **told,
        )

        because = {"hers": "out_of_group", "buddy": "buddy_out_of_group"}
        assert sqlite_fetching.stands() == ("cancelled", because[whose])
        with pytest.raises(PickUpFallen):
            sqlite_fetching.do(take_back_pick_up)

    def test_goes_with_the_session(self, sqlite_fetching):
        """
        Nobody is fetched to what does not take place; what was done stays done.
        """
        book = sqlite_fetching.book
        other = book.mother("Ama")
        sqlite_fetching.plan()
        sqlite_fetching.plan(mother_id=other)
        sqlite_fetching.do(mark_pick_up_done, now=HALF_PAST_NINE)

        cancel_session(
            session_id=sqlite_fetching.session_id,
            reason=CancellationReason.WEATHER,
            seen_version=None,
            by=COORDINATOR,
            now=TUESDAY_TEN,
            uow=book.uow(),
        )

        seen = pick_ups_of_session(
            session_id=sqlite_fetching.session_id, uow=book.uow()
        )
        states = {view.mother.id: view.pick_up.state for view in seen}
        assert states == {sqlite_fetching.mother_id: "done", other: "cancelled"}


class TestOpening:
    def test_lacks_the_coordinator_who_fetches(self, sqlite_fetching):
        """
        Rule 6: she is on her way or has come with somebody, and does not count as one
        of the two; a pædagog who fetches leaves her in the room.
        """
        sqlite_fetching.plan(arranged(Role.PAEDAGOG))
        by_paedagog = sqlite_fetching.lacks_the_coordinator()
        sqlite_fetching.do(move_pick_up, arrangement=arranged())
        by_her = sqlite_fetching.lacks_the_coordinator()
        sqlite_fetching.do(mark_pick_up_done, now=HALF_PAST_NINE)

        assert (by_paedagog, by_her) == (False, True)
        assert sqlite_fetching.lacks_the_coordinator()


class TestList:
    def test_has_today_first_then_what_comes_and_what_nobody_answered(self, fetching):
        """
        By the day in Copenhagen, and within it in the order in which they are met.
        """
        book = fetching.book
        early = book.mother("Ama")
        fetching.plan(now=MONDAY)
        fetching.plan(arranged(at=time(9)), mother_id=early)

        def shown(now):
            seen = who_brings_whom(now=now, uow=book.uow())
            lists = (seen.today, seen.coming, seen.unanswered)
            return [[view.mother.id for view in views] for views in lists]

        both = [early, fetching.mother_id]
        assert shown(MONDAY) == [[], both, []]
        assert shown(TUESDAY_NOON) == [both, [], []]
        fetching.do(mark_pick_up_done, now=TUESDAY_NOON)
        assert shown(TUESDAY_NOON + A_WEEK) == [[], [], [early]]

    def test_of_her_own_keeps_an_answer_for_a_week(self, fetching):
        """
        Who tapped that she was fetched, days later and by a slip, finds it to undo it.
        """

        def shown(now):
            of_her = {"mother_id": fetching.mother_id, "uow": fetching.book.uow()}
            return len(pick_ups_of_mother(now=now, **of_her))

        fetching.plan()
        fetching.do(mark_pick_up_done, now=TUESDAY_NOON)

        assert shown(TUESDAY_NOON + A_WEEK) == 1
        assert shown(TUESDAY_NOON + A_WEEK + timedelta(days=1)) == 0


class TestMeetingPlace:
    def test_is_forgotten_a_week_after_the_session(self, fetching):
        """
        Where she lives is nobody's business once she has been fetched.
        """
        fetching.plan(arranged(place=MeetingPlace.ELSEWHERE))

        def note(now):
            forget_meeting_places(
                kept=KeptFor().meeting_places, now=now, uow=fetching.book.uow(now=now)
            )
            seen = who_brings_whom(now=MONDAY, uow=fetching.book.uow())
            return seen.coming[0].pick_up.arrangement.note

        assert note(TUESDAY_TEN + A_WEEK) == HER_STAIRCASE
        assert note(TUESDAY_TEN + A_WEEK + timedelta(hours=1)) is None
