"""
What is agreed about fetching a mother: who comes for her, when and where they meet.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name
from services.roster.domain.session import Session
from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.organisations import Role

# A mother who knows the way is a buddy.
DRIVERS = (Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR, Role.MOTHER)


class MeetingPlace(StrEnum):
    """
    Where they meet; only the note says which door or which stop.
    """

    HER_DOOR = "her_door"
    BUS_STOP = "bus_stop"
    STATION = "station"
    ELSEWHERE = "elsewhere"


@dataclass(kw_only=True)
class Arrangement:
    """
    Who fetches her, when and where.

    ``meet_at`` is what the clock on the wall shows on the day of the session, so it
    cannot be on another day. Refuses somebody who fetches nobody, and a buddy who is
    not named or not asked.
    """

    driver_role: Role
    buddy_id: UUID | None = None
    meet_at: time
    place: MeetingPlace
    # It may tell where she lives, so it stays out of events, logs and texts.
    note: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        errors = {}
        if self.note is not None:
            self.note = tidy_name(self.note)
            errors = name_errors(note=self.note)
        if self.driver_role not in DRIVERS:
            errors["driver_role"] = ["Choose one of the three, or a mother."]
        if (self.buddy_id is not None) != (self.driver_role is Role.MOTHER):
            errors["buddy_id"] = ["Name the mother who fetches her, and only then."]
        refuse_if_any(errors)

    def moment(self, session: Session) -> datetime:
        return in_utc(on_the_wall(session.starts_at).date(), self.meet_at)

    def moved(self, session: Session, *, from_start: datetime) -> Self:
        """
        Return the same for a session that has moved: as long before its start.
        """
        met_at = in_utc(on_the_wall(from_start).date(), self.meet_at)
        moment = on_the_wall(session.starts_at - (from_start - met_at))
        return replace(self, meet_at=moment.time())

    def refuse_unless_it_fits(self, session: Session, *, at: datetime) -> None:
        """
        Refuse a meeting that has been or comes too late, and a place that nobody finds.
        """
        errors = {}
        if not at <= self.moment(session) < session.starts_at:
            errors["meet_at"] = ["Write a time before the session that has not been."]
        if self.place is MeetingPlace.ELSEWHERE and self.note is None:
            errors["note"] = ["Write where they meet."]
        refuse_if_any(errors)
