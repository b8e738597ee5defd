"""
Two daycares in two municipalities: each has its own school holidays.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

import pytest

from services.roster.domain.errors import SchoolHolidayNotFound
from services.roster.domain.school_calendar import FIRST_DAYCARE, SchoolHoliday
from services.roster.domain.year_plan import Step
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.usecases.calendar_queries import school_years
from services.roster.usecases.create_group import create_group
from services.roster.usecases.plan_calendar import compare_calendar
from services.roster.usecases.whose_holidays import (
    chosen_daycare,
    daycares_with_holidays,
)
from services.roster.usecases.write_school_holidays import (
    add_school_holiday,
    change_school_holiday,
    remove_school_holiday,
)
from shared.contracts.roster.groups import CalendarImported
from shared.kernel.organisations import Organisation, Within
from shared.kernel.refusal import Invalid
from tests.roster.book import Book

NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
A_TUESDAY, ANOTHER_TUESDAY = date(2026, 10, 13), date(2026, 10, 20)
HOUSING_TEAM = Organisation.HOUSING_TEAM


class Place:
    """
    A daycare, a housing team there, and the group that they run.
    """

    def __init__(self, book: Book, *, daycare_id: UUID) -> None:
        self.book, self.daycare_id, self.team_id = book, daycare_id, uuid4()
        self.group_id = create_group(
            name="Tirsdagsgruppen",
            weekday=1,
            starts_at=time(10),
            ends_at=time(12),
            place="Børnehuset",
            run_by={Organisation.DAYCARE: daycare_id, HOUSING_TEAM: self.team_id},
            uow=book.uow(),
        )

    def uow(self, kind: Organisation = Organisation.DAYCARE):
        uow = self.book.uow()
        own = {Organisation.DAYCARE: self.daycare_id, HOUSING_TEAM: self.team_id}
        uow.within = Within(kind=kind, organisation_id=own[kind])
        return uow

    def closes_on(self, day: date) -> SchoolHoliday:
        return add_school_holiday(
            daycare_id=self.daycare_id,
            name="Efterårsferie",
            first_day=day,
            last_day=day,
            uow=self.uow(),
        )

    def left_out(self) -> list[date]:
        plan = compare_calendar(
            group_id=self.group_id,
            year=2026,
            public_holidays=danish_public_holidays,
            now=NEW_YEAR,
            uow=self.uow(HOUSING_TEAM),
        )
        return [one.day for one in plan.of(Step.LEAVE_OUT)]


@pytest.fixture
def ours(book: Book) -> Place:
    return Place(book, daycare_id=FIRST_DAYCARE)


@pytest.fixture
def theirs(book: Book) -> Place:
    return Place(book, daycare_id=uuid4())


class TestSchoolHolidaysOfADaycare:
    def test_are_those_of_its_own_groups(self, ours: Place, theirs: Place):
        """
        A group rests when the schools of its daycare's municipality do, and no other.
        """
        ours.closes_on(A_TUESDAY)
        theirs.closes_on(ANOTHER_TUESDAY)

        assert ours.left_out() == [A_TUESDAY]
        assert theirs.left_out() == [ANOTHER_TUESDAY]

    def test_are_another_daycares_to_nobody_else(self, ours: Place, theirs: Place):
        """
        To the other daycare, and to who runs no group there, they do not exist.
        """
        holiday = theirs.closes_on(A_TUESDAY)
        days = {"name": "Ferie", "first_day": A_TUESDAY, "last_day": A_TUESDAY}

        for kind in (Organisation.DAYCARE, HOUSING_TEAM):
            with pytest.raises(SchoolHolidayNotFound):
                change_school_holiday(holiday_id=holiday.id, **days, uow=ours.uow(kind))
            with pytest.raises(SchoolHolidayNotFound):
                remove_school_holiday(holiday_id=holiday.id, uow=ours.uow(kind))
        changed = change_school_holiday(
            holiday_id=holiday.id, **days, uow=theirs.uow(HOUSING_TEAM)
        )

        [year] = school_years(
            daycare_id=theirs.daycare_id, today=date(2027, 7, 1), uow=theirs.uow()
        )[:1]
        assert year.holidays == [changed]

    def test_are_told_as_the_daycares(self, book: Book, ours: Place, theirs: Place):
        """
        Each calendar counts its own versions; the first's is told as it always was.
        """
        ours.closes_on(A_TUESDAY)
        theirs.closes_on(A_TUESDAY)
        theirs.closes_on(ANOTHER_TUESDAY)

        told = book.announced(CalendarImported)
        assert [(one.event.daycare_id, one.version) for one in told] == [
            (None, 2),
            (theirs.daycare_id, 2),
            (theirs.daycare_id, 3),
        ]
        first, others, _ = [one.event.aggregate_key for one in told]
        assert first == "sessions.calendar:2026"
        assert others == f"{first}:{theirs.daycare_id}"


class TestWhoseHolidays:
    @pytest.fixture
    def called(self, ours: Place, theirs: Place) -> dict[UUID, str]:
        return {ours.daycare_id: "Solsikken", theirs.daycare_id: "Elverhøj"}

    def test_are_of_the_daycares_with_which_one_runs_a_group(
        self, book: Book, called: dict[UUID, str], theirs: Place
    ):
        """
        Whoever is the only one of her kind works with all of them.
        """
        seen = [
            list(daycares_with_holidays(called, uow=uow).values())
            for uow in (book.uow(), theirs.uow(), theirs.uow(HOUSING_TEAM))
        ]

        assert seen == [["Elverhøj", "Solsikken"], ["Elverhøj"], ["Elverhøj"]]

    def test_are_chosen_where_there_are_several(self):
        """
        With one daycare nobody is asked.
        """
        assert chosen_daycare(None, among=[FIRST_DAYCARE]) == FIRST_DAYCARE

    @pytest.mark.parametrize(
        "chosen", [lambda: None, uuid4], ids=["nothing", "one that is not hers"]
    )
    def test_are_never_anothers(self, chosen: Callable[[], UUID | None]):
        """
        Neither guessed nor taken as it comes.
        """
        with pytest.raises(Invalid) as refused:
            chosen_daycare(chosen(), among=[FIRST_DAYCARE, UUID(int=3)])

        assert set(refused.value.facts["errors"]) == {"daycare_id"}
