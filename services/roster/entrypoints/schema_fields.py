"""
The kinds of fields that requests and answers are made of.
"""

from contextlib import suppress
from datetime import UTC, date
from functools import partial
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.validate import Length

from services.roster.domain.mother import WITH_COUNTRY
from services.roster.domain.name import LONGEST_NAME
from services.roster.entrypoints.roster_csv_cells import (
    FIRST_YEAR,
    CellUnreadableError,
    read_phone,
)

_LAST_YEAR = 2199
# The group began in 2017; holidays are known as far as their rules are.
FIRST_PLANNED, LAST_PLANNED = 2017, 2099
_LONGEST_PHONE = 40


def sensible_year(day: date) -> None:
    """
    Refuse a slip of the hand, and days so far off that no clock can be set to them.
    """
    if not FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValidationError(f"Write a year between {FIRST_YEAR} and {_LAST_YEAR}.")


def plannable_year(year: int) -> None:
    """
    Refuse a year that no calendar is made for.
    """
    if not FIRST_PLANNED <= year <= LAST_PLANNED:
        told = f"Write a year between {FIRST_PLANNED} and {LAST_PLANNED}."
        raise ValidationError(told)


Day = partial(fields.Date, validate=sensible_year)
Flag = partial(fields.Boolean, truthy={True}, falsy={False})
Moment = partial(
    fields.AwareDateTime,
    format="iso",
    default_timezone=UTC,
    validate=sensible_year,
)
WallClock = partial(fields.Time, format="%H:%M")
Name = partial(fields.String, validate=Length(max=LONGEST_NAME))
Whole = partial(fields.Integer, strict=True)


class Phone(fields.String):
    """
    A number at which somebody can be reached, read as in a roster file.

    One that only looks like a number would be shown, dialled and texted all the same.
    """

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **options: Any
    ) -> str:
        written = super()._deserialize(value, attr, data, **options)
        with suppress(CellUnreadableError):
            number = read_phone(written[:_LONGEST_PHONE])
            if number is not None:
                return number
        raise ValidationError(WITH_COUNTRY)
