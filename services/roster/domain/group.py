"""
A baby group: the same day, the same time, the same place every week.
"""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name

SUNDAY = 6


@dataclass(kw_only=True)
class Group:
    """
    A baby group; its times are those of a clock on the wall in its room.

    ``weekday`` counts from Monday, which is 0. Refuses a weekday that is none, and an
    end that does not come after the start.
    """

    id: UUID
    name: str
    weekday: int
    starts_at: time
    ends_at: time
    place: str

    def __post_init__(self) -> None:
        self.name, self.place = tidy_name(self.name), tidy_name(self.place)
        errors = name_errors(name=self.name, place=self.place)
        if not 0 <= self.weekday <= SUNDAY:
            errors["weekday"] = ["Write 0 for Monday to 6 for Sunday."]
        if self.ends_at <= self.starts_at:
            errors["ends_at"] = ["Write a time after the start."]
        refuse_if_any(errors)
