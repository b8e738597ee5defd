"""
What a planned session does when its group meets at another time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from services.roster.domain.group import Group
from services.roster.domain.session import Session
from shared.kernel.clock import in_utc, on_the_wall


@dataclass(frozen=True, kw_only=True)
class GroupTime:
    """
    When the group meets on one day, in UTC.
    """

    day: date
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def on(cls, day: date, *, group: Group) -> Self:
        return cls(
            day=day,
            starts_at=in_utc(day, group.starts_at),
            ends_at=in_utc(day, group.ends_at),
        )


def following(session: Session, *, before: Group, after: Group) -> GroupTime | None:
    """
    Return when it meets now, in the same week; None if a person has touched it.
    """
    if not session.is_untouched or session.planned_for is None:
        return None
    days = timedelta(days=after.weekday - before.weekday)
    return GroupTime.on(session.planned_for + days, group=after)


def is_at_usual_time(session: Session, *, group: Group) -> bool:
    day = on_the_wall(session.starts_at).date()
    usual = GroupTime.on(day, group=group)
    same = (session.starts_at, session.ends_at) == (usual.starts_at, usual.ends_at)
    return same and day.weekday() == group.weekday
