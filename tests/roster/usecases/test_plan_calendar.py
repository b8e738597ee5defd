"""
What planning a year, and changing one session of it, promises.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from services.roster.domain.errors import (
    SchoolHolidayKnown,
    SessionAlreadyClosed,
    SessionAlreadyPlanned,
    SessionSkipped,
)
from services.roster.domain.register_change import CancellationReason
from services.roster.domain.school_calendar import FIRST_DAYCARE, SchoolHoliday
from services.roster.domain.year_plan import Step
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.usecases import queries
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.change_session import SessionChange, change_session
from services.roster.usecases.import_school_holidays import import_school_holidays
from services.roster.usecases.plan_calendar import compare_calendar, plan_calendar
from services.roster.usecases.write_school_holidays import (
    add_school_holiday,
    change_school_holiday,
    remove_school_holiday,
)
from shared.contracts.roster.groups import CalendarImported
from shared.contracts.roster.sessions import SessionPlanned
from shared.contracts.roster.sessions import SessionSkipped as Skipped
from shared.kernel.clock import on_the_wall
from shared.kernel.ids import new_id
from shared.kernel.refusal import StaleVersion
from tests.roster.book import COORDINATOR, TUESDAY, TUESDAY_TEN

NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
AUTUMN = date(2026, 10, 10), date(2026, 10, 18)
IN_AUTUMN = date(2026, 10, 13)
TUESDAYS_OF_2026 = 52


def plan(book, *, now=NEW_YEAR, plans=plan_calendar, year=2026):
    return plans(
        group_id=book.group_id,
        year=year,
        public_holidays=danish_public_holidays,
        now=now,
        uow=book.uow(now=now),
    )


def holiday(book, days=AUTUMN, name="Efterårsferie"):
    first, last = days
    return add_school_holiday(
        daycare_id=FIRST_DAYCARE,
        name=name,
        first_day=first,
        last_day=last,
        uow=book.uow(),
    )


def change(book, session_id, *, seen_version=None, **told):
    usual = {
        "day": TUESDAY,
        "starts_at": time(10),
        "ends_at": time(12),
        "place": None,
        "theme": None,
        "guest": None,
        "destination": None,
        "meeting_point": None,
    }
    return change_session(
        session_id=session_id,
        change=SessionChange(**usual | told),
        seen_version=seen_version,
        now=NEW_YEAR,
        uow=book.uow(now=NEW_YEAR),
    )


def session_on(book, day):
    found = queries.sessions(group_id=None, start=None, limit=100, uow=book.uow())
    [one] = [
        view.session
        for view in found
        if on_the_wall(view.session.starts_at).date() == day
    ]
    return one


class TestPlanCalendar:
    def test_adds_each_week_once_however_often_it_is_asked(self, book):
        """
        A second time adds nothing and tells nothing; looking first changes nothing.
        """
        holiday(book)
        seen = plan(book, plans=compare_calendar)
        assert book.events(SessionPlanned) == []

        done, again = plan(book), plan(book)

        assert [one.day for one in done.of(Step.ADD)] == [
            one.day for one in seen.of(Step.ADD)
        ]
        told = book.events(SessionPlanned)
        assert len(told) == len(done.of(Step.ADD)) == TUESDAYS_OF_2026 - 1
        assert not any(one.expected_mother_ids for one in told)
        assert again.changes == []
        [left_out] = done.of(Step.LEAVE_OUT)
        assert (left_out.day, left_out.off.name) == (IN_AUTUMN, "Efterårsferie")

    def test_plans_what_is_still_to_come(self, sqlite_book):
        """
        In the middle of a Tuesday's session the next one is the first that is planned.
        """
        done = plan(sqlite_book, now=TUESDAY_TEN + timedelta(hours=1))

        assert done.days[0].day == TUESDAY + timedelta(weeks=1)

    def test_leaves_out_for_a_new_holiday_what_nobody_has_touched(self, book):
        """
        Whoever is expected is told; the session that a person has changed is kept.
        """
        mother_id = book.mother(today=date(2026, 1, 1))
        plan(book)
        two = date(2026, 11, 3), date(2026, 11, 10)
        kept = change(book, session_on(book, two[1]).id, day=two[1], theme="søvn")
        holiday(book, two)

        plan(book)

        [told] = book.events(Skipped)
        assert told.session_id == session_on(book, two[0]).id
        assert told.reason == "school_holiday"
        assert told.expected_mother_ids == (mother_id,)
        assert session_on(book, two[1]).version == kept.version

    def test_puts_a_session_back_when_its_holiday_is_taken_out(self, sqlite_book):
        """
        Nobody who was told that it is not held is left with that.
        """
        book = sqlite_book
        mother_id = book.mother(today=date(2026, 1, 1))
        plan(book)
        autumn = holiday(book)
        plan(book)
        session = session_on(book, IN_AUTUMN)
        with pytest.raises(SessionSkipped):
            book.mark(session.id, mother_id)

        remove_school_holiday(holiday_id=autumn.id, uow=book.uow())
        plan(book)

        told = book.events(SessionPlanned)[-1]
        assert (told.session_id, told.expected_mother_ids) == (session.id, (mother_id,))
        assert session_on(book, IN_AUTUMN).is_held

    def test_never_plans_again_what_a_person_has_cancelled(self, sqlite_book):
        """
        Cancelling is for ever, and a moved session leaves no hole behind.
        """
        book = sqlite_book
        plan(book)
        cancelled = session_on(book, date(2026, 12, 1))
        cancel_session(
            session_id=cancelled.id,
            reason=CancellationReason.WEATHER,
            seen_version=None,
            by=COORDINATOR,
            now=NEW_YEAR,
            uow=book.uow(),
        )
        moved = session_on(book, date(2026, 12, 8))
        change(book, moved.id, day=date(2026, 12, 9))

        assert plan(book).changes == []


class TestChangeSession:
    def test_tells_everybody_of_another_time_or_place(self, book):
        """
        Who was expected and who is expected now; a theme alone is told to nobody.
        """
        mother_id = book.mother(today=date(2026, 1, 1))
        later = book.mother(name="Olga", today=date(2026, 11, 18))
        session_id = book.session()
        book.forget_events()

        change(book, session_id, theme="søvn", guest="Biblioteket")
        assert book.events() == []
        change(book, session_id, day=date(2026, 11, 18), starts_at=time(9))
        change(
            book,
            session_id,
            day=date(2026, 11, 18),
            starts_at=time(9),
            destination="Biblioteket",
            meeting_point="Stationen",
        )

        [moved, out] = book.announced(SessionPlanned)
        assert moved.event.starts_at == datetime(2026, 11, 18, 8, tzinfo=UTC)
        assert set(moved.event.expected_mother_ids) == {mother_id, later}
        assert moved.event.at_usual_place
        assert (out.event.at_usual_place, out.event.kind) == (False, "excursion")
        assert (moved.version, out.version) == (3, 4)

    def test_knows_the_usual_place_when_it_is_written(self, sqlite_book):
        """
        The form shows the group's place; sending it back is no news.
        """
        session_id = sqlite_book.session()

        session = change(sqlite_book, session_id, place="Børnehuset")

        assert (session.place, session.version) == (None, 1)

    def test_refuses_two_sessions_at_once_in_a_group(self, book):
        """
        Also when only a part of the time is the same; the other is named.
        """
        session_id = book.session()
        other = book.session(TUESDAY + timedelta(days=1))

        with pytest.raises(SessionAlreadyPlanned) as refusal:
            change(book, other, starts_at=time(11, 30), ends_at=time(13))
        with pytest.raises(SessionAlreadyPlanned):
            book.session(starts_at=time(9), ends_at=time(10, 30))

        assert refusal.value.facts["id"] == str(session_id)
        assert change(book, other, starts_at=time(12), ends_at=time(13)).version == 2

    def test_refuses_what_is_closed_and_what_is_not_as_it_was_seen(self, sqlite_book):
        """
        A colleague's change is not written over, nor what has been told.
        """
        session_id = sqlite_book.session()
        change(sqlite_book, session_id, theme="kost", seen_version=1)

        with pytest.raises(StaleVersion):
            change(sqlite_book, session_id, theme="sprog", seen_version=1)
        sqlite_book.close(session_id)
        with pytest.raises(SessionAlreadyClosed):
            change(sqlite_book, session_id, theme="sprog")


class TestSchoolHolidays:
    def test_are_told_by_the_school_year_whole(self, book):
        """
        What is changed, moved to another school year or taken out is told anew.
        """
        autumn = holiday(book)
        winter = holiday(book, (date(2027, 2, 13), date(2027, 2, 21)), "Vinterferie")
        change_school_holiday(
            holiday_id=winter.id,
            name="Vinterferie",
            first_day=date(2028, 2, 12),
            last_day=date(2028, 2, 20),
            uow=book.uow(),
        )
        remove_school_holiday(holiday_id=autumn.id, uow=book.uow())

        told = [
            (one.event.school_year, len(one.event.first_days), one.version)
            for one in book.announced(CalendarImported)
        ]
        assert told == [
            (2026, 1, 2),
            (2026, 2, 3),
            (2026, 1, 4),
            (2027, 1, 4),
            (2026, 0, 5),
        ]

    def test_are_taken_in_once(self, book):
        """
        The same list a second time adds nothing and tells nothing, nor do two lines of
        the same days; by hand the same days are refused.
        """
        first, last = AUTUMN
        rows = [
            SchoolHoliday(id=new_id(), name=name, first_day=first, last_day=last)
            for name in ("Efterårsferie", "Uge 42")
        ]

        done = import_school_holidays(
            daycare_id=FIRST_DAYCARE, rows=rows, uow=book.uow()
        )
        again = import_school_holidays(
            daycare_id=FIRST_DAYCARE, rows=rows, uow=book.uow()
        )

        assert ([one.name for one in done.new], done.known) == (["Efterårsferie"], 1)
        assert (again.new, again.known) == ([], 2)
        assert len(book.events(CalendarImported)) == 1
        with pytest.raises(SchoolHolidayKnown):
            holiday(book)
