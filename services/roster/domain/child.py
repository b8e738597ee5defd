"""
A child that a mother brings.
"""

from calendar import isleap
from dataclasses import dataclass, field
from datetime import date
from typing import Self
from uuid import UUID

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name

OLDEST_IN_YEARS = 2
AGES_TOLD = (1, 2)


@dataclass(kw_only=True)
class Child:
    """
    A child of a mother in the group; the first name may be left out.

    ``birthdays_told`` are the birthdays that the others need not be told of any more:
    they were, or the child was older when it came.
    """

    id: UUID
    mother_id: UUID
    first_name: str | None = field(default=None, repr=False)
    born_on: date = field(repr=False)
    birthdays_told: int = 0

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
        if born_on > today:
            refuse_if_any({"born_on": ["Write a day that has been."]})
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
