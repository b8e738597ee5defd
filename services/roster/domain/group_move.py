"""
What a planned session does when its group meets at another time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from services.roster.domain.group import Group
from services.roster.domain.session import Session
from services.roster.domain.session_plan import SessionKind
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


def is_at_usual_time(session: Session, *, group: Group) -> bool:
    day = on_the_wall(session.starts_at).date()
    usual = GroupTime.on(day, group=group)
    same = (session.starts_at, session.ends_at) == (usual.starts_at, usual.ends_at)
    return same and day.weekday() == group.weekday


def follows(session: Session, *, group: Group) -> bool:
    """
    Return whether it goes where the group goes, whoever put it into the calendar.

    Not one with a mark or a cancellation in it, and not one that others have been
    asked for: a guest, an excursion, a room elsewhere. A person moves these.
    """
    has_lines = bool(session.attendances or session.taken_back)
    is_usual = session.kind is SessionKind.GROUP and session.place is None
    return is_usual and not has_lines and is_at_usual_time(session, group=group)


def moved_time(session: Session, *, before: Group, after: Group) -> GroupTime:
    """
    Return when the group meets now in the week of this session.
    """
    days = timedelta(days=after.weekday - before.weekday)
    return GroupTime.on(on_the_wall(session.starts_at).date() + days, group=after)
