"""
What a year's plan promises, beside a table that was made by hand.
"""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from services.roster.domain.group import Group
from services.roster.domain.school_calendar import SchoolCalendar, SchoolHoliday
from services.roster.domain.session import Session
from services.roster.domain.session_plan import SessionPlan
from services.roster.domain.year_plan import (
    DayOff,
    DayOffKind,
    Step,
    days_of_group,
    plan_year,
)
from services.roster.entrypoints.public_holidays import danish_public_holidays
from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.refusal import Invalid

TUESDAY, THURSDAY = 1, 3
NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)

# The holidays of an invented municipality, as its schools print them.
SCHOOL_HOLIDAYS = (
    ("Juleferie", date(2024, 12, 21), date(2025, 1, 5)),
    ("Vinterferie", date(2025, 2, 8), date(2025, 2, 16)),
    ("Påskeferie", date(2025, 4, 12), date(2025, 4, 21)),
    ("Sommerferie", date(2025, 6, 28), date(2025, 8, 10)),
    ("Efterårsferie", date(2025, 10, 11), date(2025, 10, 19)),
    ("Juleferie", date(2025, 12, 20), date(2026, 1, 4)),
    ("Vinterferie", date(2026, 2, 7), date(2026, 2, 15)),
    ("Påskeferie", date(2026, 3, 28), date(2026, 4, 6)),
    ("Sommerferie", date(2026, 6, 27), date(2026, 8, 9)),
    ("Efterårsferie", date(2026, 10, 10), date(2026, 10, 18)),
    ("Juleferie", date(2026, 12, 19), date(2027, 1, 3)),
)
# Month, days with a session, days without one: from a calendar on paper.
TUESDAYS_2025 = {
    1: ((7, 14, 21, 28), ()),
    2: ((4, 18, 25), (11,)),
    3: ((4, 11, 18, 25), ()),
    4: ((1, 8, 22, 29), (15,)),
    5: ((6, 13, 20, 27), ()),
    6: ((3, 10, 17, 24), ()),
    7: ((), (1, 8, 15, 22, 29)),
    8: ((12, 19, 26), (5,)),
    9: ((2, 9, 16, 23, 30), ()),
    10: ((7, 21, 28), (14,)),
    11: ((4, 11, 18, 25), ()),
    12: ((2, 9, 16), (23, 30)),
}
THURSDAYS_2026 = {
    1: ((8, 15, 22, 29), (1,)),
    2: ((5, 19, 26), (12,)),
    3: ((5, 12, 19, 26), ()),
    4: ((9, 16, 23, 30), (2,)),
    5: ((7, 21, 28), (14,)),
    6: ((4, 11, 18, 25), ()),
    7: ((), (2, 9, 16, 23, 30)),
    8: ((13, 20, 27), (6,)),
    9: ((3, 10, 17, 24), ()),
    10: ((1, 8, 22, 29), (15,)),
    11: ((5, 12, 19, 26), ()),
    12: ((3, 10, 17), (24, 31)),
}
# New Year, Maundy Thursday, Good Friday, Easter, Ascension, Constitution Day, Whitsun,
# Christmas; the Great Prayer Day is none any more since 2024.
PUBLIC_2025 = "0101 0417 0418 0420 0421 0529 0605 0608 0609 1224 1225 1226"
PUBLIC_2026 = "0101 0402 0403 0405 0406 0514 0524 0525 0605 1224 1225 1226"


def group_on(weekday, *, starts_at=time(10), ends_at=time(12)):
    return Group(
        id=uuid4(),
        name="Tirsdagsgruppen",
        weekday=weekday,
        starts_at=starts_at,
        ends_at=ends_at,
        place="Børnehuset",
    )


def days_off(year):
    school = {
        day: DayOff(kind=DayOffKind.SCHOOL_HOLIDAY, name=name)
        for name, first, last in SCHOOL_HOLIDAYS
        for day in SchoolHoliday(
            id=uuid4(), name=name, first_day=first, last_day=last
        ).days()
    }
    public = {
        day: DayOff(kind=DayOffKind.PUBLIC_HOLIDAY, name=name)
        for day, name in danish_public_holidays(year).items()
    }
    return school | public


def by_hand(year, table, *, held):
    return [date(year, month, day) for month in table for day in table[month][not held]]


def planned_on(day, **told):
    starts_at = in_utc(day, time(10))
    usual = {"planned_for": day, "ends_at": starts_at + timedelta(hours=2)}
    return Session(id=uuid4(), group_id=uuid4(), starts_at=starts_at, **usual | told)


def step_of(day, session, *, off=None):
    sessions = [session] if session else []
    days = {day: DayOff(kind=DayOffKind.SCHOOL_HOLIDAY, name=off)} if off else {}
    [planned] = plan_year([day], sessions=sessions, days_off=days)
    return planned.step


class TestYear:
    @pytest.mark.parametrize(
        ("year", "weekday", "table"),
        [(2025, TUESDAY, TUESDAYS_2025), (2026, THURSDAY, THURSDAYS_2026)],
    )
    def test_is_the_one_that_was_made_by_hand(self, year, weekday, table):
        """
        A group meets on its weekday except on public holidays and in school holidays.
        """
        days = days_of_group(group_on(weekday), year=year)

        planned = plan_year(days, sessions=[], days_off=days_off(year))

        steps = {
            step: [one.day for one in planned if one.step is step] for step in Step
        }
        assert steps[Step.ADD] == by_hand(year, table, held=True)
        assert steps[Step.LEAVE_OUT] == by_hand(year, table, held=False)

    @pytest.mark.parametrize(
        ("year", "days"), [(2025, PUBLIC_2025), (2026, PUBLIC_2026)]
    )
    def test_knows_the_public_holidays_of_denmark(self, year, days):
        """
        Those of the law, and the two days on which a daycare may close.
        """
        known = danish_public_holidays(year)

        assert [f"{day:%m%d}" for day in known] == days.split()

    @pytest.mark.parametrize("year", range(2024, 2037))
    def test_is_every_week_at_the_same_time_on_the_wall(self, year):
        """
        Whatever the weekday and the year: each week has its day, none twice, and the
        clock on the wall says the same before and after it changes.
        """
        public = danish_public_holidays(year)
        for weekday in range(7):
            group = group_on(weekday)
            days = days_of_group(group, year=year)

            planned = plan_year(days, sessions=[], days_off=days_off(year))

            added = [one.day for one in planned if one.step is Step.ADD]
            walls = [on_the_wall(in_utc(day, group.starts_at)) for day in added]
            assert {wall.time() for wall in walls} == {time(10)}
            assert [wall.date() for wall in walls] == added
            assert public.keys().isdisjoint(added)
            assert {day.weekday() for day in days} == {weekday}
            gaps = {after - before for before, after in itertools.pairwise(days)}
            assert gaps == {timedelta(weeks=1)}
            assert (days[0].day <= 7, days[-1].day >= 25) == (True, True)

    def test_keeps_its_time_in_the_weeks_when_the_clock_changes(self):
        """
        In UTC it is an hour earlier in summer; a group on Sunday meets on the very day.
        """
        spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
        days = days_of_group(group_on(6), year=2026)

        told = {
            day: in_utc(day, time(10)).hour
            for change in (spring, autumn)
            for day in (change - timedelta(weeks=1), change)
        }

        assert {spring, autumn} <= set(days)
        assert list(told.values()) == [9, 8, 8, 9]


class TestStep:
    def test_leaves_alone_what_a_person_has_touched(self):
        """
        A session that was changed, or in which somebody cancelled, stays in a holiday.
        """
        day = date(2026, 10, 13)
        untouched, changed, marked = planned_on(day), planned_on(day), planned_on(day)
        plan = SessionPlan(
            starts_at=changed.starts_at, ends_at=changed.ends_at, theme="søvn"
        )
        changed.change(plan, at=NOW)
        marked.take_cancellation(
            mother_id=uuid4(), received_at=NOW, channel="text", at=NOW
        )

        assert step_of(day, untouched, off="Efterårsferie") is Step.SKIP
        assert step_of(day, changed, off="Efterårsferie") is Step.KEEP
        assert step_of(day, marked, off="Efterårsferie") is Step.KEEP
        by_a_person = planned_on(day, planned_for=None)
        assert step_of(day, by_a_person, off="Efterårsferie") is Step.KEEP

    def test_puts_back_what_was_skipped_when_the_holiday_is_moved(self):
        """
        But never what a person has cancelled.
        """
        day = date(2026, 10, 13)
        skipped, cancelled = planned_on(day), planned_on(day)
        skipped.skip(at=NOW)
        cancelled.cancel(at=NOW)

        assert step_of(day, skipped) is Step.PUT_BACK
        assert step_of(day, skipped, off="Efterårsferie") is Step.KEEP
        assert step_of(day, cancelled) is Step.KEEP

    def test_plans_no_second_session_for_one_that_was_moved(self):
        """
        Nor on the day that it was moved to.
        """
        tuesday, wednesday = date(2026, 12, 1), date(2026, 12, 2)
        moved = planned_on(tuesday)
        plan = SessionPlan(
            starts_at=in_utc(wednesday, time(10)), ends_at=in_utc(wednesday, time(12))
        )
        moved.change(plan, at=NOW)

        assert step_of(tuesday, moved) is Step.KEEP
        assert step_of(wednesday, moved) is Step.KEEP


class TestSessionPlan:
    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"destination": "Biblioteket"}, "meeting_point"),
            ({"meeting_point": "Stationen"}, "destination"),
            (
                {"destination": "VUC", "meeting_point": "Her", "guest": "VUC"},
                "guest",
            ),
            ({"place": "x" * 201}, "place"),
        ],
    )
    def test_refuses_what_nobody_could_come_to(self, told, field):
        """
        An excursion has a meeting point, and is not a guest too.
        """
        session = planned_on(date(2026, 12, 1))

        with pytest.raises(Invalid) as refusal:
            SessionPlan(starts_at=session.starts_at, ends_at=session.ends_at, **told)

        assert list(refusal.value.facts["errors"]) == [field]


class TestSchoolHoliday:
    @pytest.mark.parametrize(
        "last_day", [date(2026, 10, 9), date(2027, 10, 18)], ids=["before", "a year"]
    )
    def test_refuses_to_end_before_it_begins_or_after_a_year(self, last_day):
        """
        A wrong day or a wrong year is a slip of the hand.
        """
        with pytest.raises(Invalid) as refusal:
            SchoolHoliday(
                id=uuid4(),
                name="Efterårsferie",
                first_day=date(2026, 10, 10),
                last_day=last_day,
            )

        assert list(refusal.value.facts["errors"]) == ["last_day"]

    def test_belongs_to_the_school_year_in_which_it_begins(self):
        """
        A summer holiday belongs to the year that it ends, whatever day it lasts to.
        """
        calendar = SchoolCalendar()
        for name, first, last in SCHOOL_HOLIDAYS:
            calendar.add(
                SchoolHoliday(id=uuid4(), name=name, first_day=first, last_day=last)
            )

        names = [one.name for one in calendar.of_school_year(2025)]

        assert names == [
            "Efterårsferie", "Juleferie", "Vinterferie", "Påskeferie", "Sommerferie",
        ]  # fmt: skip
