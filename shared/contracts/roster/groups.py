"""
Whose a group and its list are, who runs it, and when it meets.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event
from shared.contracts.roster.event import RosterEvent


@dataclass(frozen=True, kw_only=True)
class MotherListed(RosterEvent):
    """
    A mother is on the list of a group: of these organisations she is the matter.

    Told again when she goes to another group, or when others run hers. An aggregate of
    its own, because it says nothing of where she stands. Without ``group_id`` it is of
    before there was a way from one group to another.
    """

    event_type: ClassVar[str] = "roster.mother.listed.v1"

    mother_id: UUID
    daycare_id: UUID
    health_visitors_id: UUID
    housing_team_id: UUID
    daycare_intake_id: UUID
    group_id: UUID | None = None

    @property
    def aggregate_key(self) -> str:
        return f"roster.listing:{self.mother_id}"

    @property
    def outlives_merge(self) -> bool:
        """
        Return that it does not: the kept one stands where she was listed herself.
        """
        return False


@dataclass(frozen=True, kw_only=True)
class ContactReassigned(RosterEvent):
    """
    Another coordinator is the one whom a group's mothers hear from.

    Until ``temporary_until``, that day among them, or for good. Nobody is told by
    None. It says who by the ids of the door. Whoever is named for good is away from
    ``away_from[n]`` to ``away_until[n]``, all that is known of now, and ``deputy_id``
    stands in for her then.
    """

    event_type: ClassVar[str] = "roster.contact.reassigned.v1"
    subject_kind: ClassVar[str] = "group"
    subject_field: ClassVar[str] = "group_id"
    aggregate: ClassVar[tuple[str, ...]] = ("group_id",)

    group_id: UUID
    from_user_id: UUID | None
    to_user_id: UUID | None
    from_day: date
    temporary_until: date | None = None
    deputy_id: UUID | None = None
    away_from: tuple[date, ...] = ()
    away_until: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GroupBegun(RosterEvent):
    """
    There is a new group, or others run it: these organisations do from now on.

    Its mothers are the matter of these and of no others of their kinds; the intake is
    whom they are handed over to.
    """

    event_type: ClassVar[str] = "roster.group.begun.v1"
    subject_kind: ClassVar[str] = "group"
    subject_field: ClassVar[str] = "group_id"
    aggregate: ClassVar[tuple[str, ...]] = ("group_id",)

    group_id: UUID
    daycare_id: UUID
    health_visitors_id: UUID
    housing_team_id: UUID
    daycare_intake_id: UUID


@dataclass(frozen=True, kw_only=True)
class SeriesChanged(RosterEvent):
    """
    A group meets at another time or place from now on.

    Times are minutes after midnight on a wall in Copenhagen, ``weekday`` counts from
    Monday, which is 0. Where it meets now is a text, and so is not told here. Mothers
    are told by the sessions that move.
    """

    event_type: ClassVar[str] = "sessions.series.changed.v1"
    subject_kind: ClassVar[str] = "group"
    subject_field: ClassVar[str] = "group_id"
    aggregate: ClassVar[tuple[str, ...]] = ("group_id",)

    group_id: UUID
    weekday: int
    starts_at_minute: int
    ends_at_minute: int
    is_same_place: bool
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class CalendarImported(RosterEvent):
    """
    The school holidays that begin in a school year, all of them, as they are now.

    The day ``last_days[n]`` ends the holiday that begins with ``first_days[n]``.
    ``school_year`` is the year in which it begins, with August. They are those of one
    daycare and its groups; where none is named, of the first.
    """

    event_type: ClassVar[str] = "sessions.calendar.imported.v1"
    subject_kind: ClassVar[str] = "school_year"
    subject_field: ClassVar[str] = "school_year"
    aggregate: ClassVar[tuple[str, ...]] = ("school_year",)

    school_year: int
    first_days: tuple[date, ...]
    last_days: tuple[date, ...]
    daycare_id: UUID | None = None

    @property
    def aggregate_key(self) -> str:
        """
        Name the first daycare's as it was named when there was one calendar.
        """
        key = super().aggregate_key
        return key if self.daycare_id is None else f"{key}:{self.daycare_id}"


EVENTS: tuple[type[Event], ...] = (
    MotherListed,
    ContactReassigned,
    GroupBegun,
    SeriesChanged,
    CalendarImported,
)
