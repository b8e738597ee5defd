"""
The half-years in which a list of about twenty is told apart.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from shared.kernel.clock import in_utc, on_the_wall

_JULY = 7


@dataclass(frozen=True, kw_only=True)
class HalfYear:
    """
    January to June, or July to December, on the wall in Copenhagen.
    """

    year: int
    half: int

    @classmethod
    def at(cls, moment: datetime) -> Self:
        day = on_the_wall(moment).date()
        return cls(year=day.year, half=1 if day.month < _JULY else 2)

    @property
    def starts_at(self) -> datetime:
        month = 1 if self.half == 1 else _JULY
        return in_utc(date(self.year, month, 1), time(0))

    @property
    def ends_at(self) -> datetime:
        first_after = (
            date(self.year, _JULY, 1) if self.half == 1 else date(self.year + 1, 1, 1)
        )
        return in_utc(first_after, time(0))

    def before(self) -> "HalfYear":
        return HalfYear.at(self.starts_at - timedelta(days=1))
