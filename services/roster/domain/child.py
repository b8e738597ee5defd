"""
A child that a mother brings.
"""

from calendar import isleap
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name
from services.roster.domain.search_name import search_name

OLDEST_IN_YEARS = 2
AGES_TOLD = (1, 2)


@dataclass(kw_only=True)
class Child:
    """
    A child of a mother in the group; the first name may be left out.

    ``birthdays_told`` are the birthdays that the others need not be told of any more:
    they were, or the child was older when it came. ``same_as`` is set on one that was
    entered twice, with its mother: it stands in no list any more, and is still known
    by its id to whoever was told of it. ``removed_at`` is set on one that was entered
    by mistake: it stands in no list either, and is deleted soon after, once nothing is
    in hand that may be about it.
    """

    id: UUID
    mother_id: UUID
    first_name: str | None = field(default=None, repr=False)
    born_on: date = field(repr=False)
    version: int = 1
    same_as: UUID | None = None
    birthdays_told: int = 0
    removed_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.first_name is None:
            return
        self.first_name = tidy_name(self.first_name)
        refuse_if_any(name_errors(first_name=self.first_name))

    @classmethod
    def enter(
        cls,
        *,
        child_id: UUID,
        mother_id: UUID,
        first_name: str | None,
        born_on: date,
        today: date,
    ) -> Self:
        """
        Enter a child that is new to us; refuses one that is not born yet.
        """
        refuse_if_not_born(born_on, today=today)
        child = cls(
            id=child_id, mother_id=mother_id, first_name=first_name, born_on=born_on
        )
        child.birthdays_told = child.birthdays_by(today)
        return child

    def birthday(self, age: int) -> date:
        """
        Return the day on which it turns so old; for 29 February 1 March, most years.
        """
        year = self.born_on.year + age
        is_leap_day = (self.born_on.month, self.born_on.day) == (2, 29)
        if is_leap_day and not isleap(year):
            return date(year, 3, 1)
        return self.born_on.replace(year=year)

    def birthdays_by(self, day: date) -> int:
        """
        Return how many of its first two birthdays have been, this day among them.
        """
        return sum(self.birthday(age) <= day for age in AGES_TOLD)

    def tell_birthdays(self, *, by: date) -> list[int]:
        """
        Note that the others hear of its birthdays until now; return which these are.
        """
        untold = range(self.birthdays_told + 1, self.birthdays_by(by) + 1)
        self.birthdays_told += len(untold)
        return list(untold)

    def put_right(self, *, first_name: str | None, born_on: date, today: date) -> Self:
        """
        Return the child as it is called and was born; refuses one that is not born yet.

        A birthday that has been by the right day is no news any more.
        """
        refuse_if_not_born(born_on, today=today)
        after = replace(self, first_name=first_name, born_on=born_on)
        if after == self:
            return self
        if born_on != self.born_on:
            after.birthdays_told = after.birthdays_by(today)
        return replace(after, version=self.version + 1)

    @property
    def is_listed(self) -> bool:
        return self.same_as is None and self.removed_at is None

    def removed(self, *, at: datetime) -> Self:
        return replace(self, removed_at=at, version=self.version + 1)

    def brought_back(self) -> Self:
        return replace(self, removed_at=None, version=self.version + 1)

    def is_over_two(self, *, on: date) -> bool:
        """
        Return whether the second birthday has passed; on the day itself it has not.

        The group is for children of 0 to 2 years. The answer only raises a review:
        nobody leaves by it. A child of 29 February is over two from 1 March.
        """
        two_years_before = (on.year - OLDEST_IN_YEARS, on.month, on.day)
        return two_years_before > (
            self.born_on.year,
            self.born_on.month,
            self.born_on.day,
        )


def is_same_child(one: Child, other: Child) -> bool:
    """
    Return whether two entries of one mother are of one child.

    It was born on the same day, and has not two names, as twins have.
    """
    names = {search_name(name) for name in (one.first_name, other.first_name) if name}
    return one.born_on == other.born_on and len(names) <= 1


def refuse_if_not_born(born_on: date, *, today: date) -> None:
    if born_on > today:
        refuse_if_any({"born_on": ["Write a day that has been."]})


def over_two_if_born_before(on: date) -> date:
    """
    Return the day before which a child was born who is over two on this day.
    """
    year = on.year - OLDEST_IN_YEARS
    if (on.month, on.day) == (2, 29):
        return date(year, 3, 1)
    return on.replace(year=year)


def turned_if_born_by(age: int, *, on: date) -> date:
    """
    Return the last day on which a child was born that has turned so old by this day.
    """
    year = on.year - age
    if (on.month, on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return on.replace(year=year)
