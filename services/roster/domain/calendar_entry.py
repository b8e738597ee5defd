"""
A session as it stands in the group's calendar, whoever put it there.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.roster.domain.register import Register, SessionState
from services.roster.domain.session_plan import SessionPlan
from shared.kernel.clock import on_the_wall


@dataclass(kw_only=True)
class CalendarEntry(SessionPlan, Register):
    """
    A session in a calendar, before anybody has opened its register.

    ``planned_for`` is the day that it was put there for when a whole year was planned,
    and stays when it is moved; None where a person put it there. ``revision`` counts
    what subscribers of the calendar can see: marks are none of it.
    """

    group_id: UUID
    planned_for: date | None = None
    is_changed: bool = False
    revision: int = 0
    revised_at: datetime | None = None

    @property
    def is_untouched(self) -> bool:
        """
        Whether it is as the year's plan made it, and nobody has written to it since.
        """
        has_lines = bool(self.attendances or self.taken_back)
        return self.planned_for is not None and not (self.is_changed or has_lines)

    def change(self, plan: SessionPlan, *, at: datetime) -> bool:
        """
        Plan it anew; return whether its time or place is another: then all are told.

        Refuses to change what is closed, cancelled or skipped: that has been told.
        """
        self.refuse_unless_open()
        before = self.plan()
        if plan == before:
            return False
        vars(self).update(vars(plan))
        self.is_changed = True
        self._revise(at=at)
        return _when_and_where(plan) != _when_and_where(before)

    def move_with_group(self, *, starts_at: datetime, ends_at: datetime) -> bool:
        """
        Meet when the group meets now; return whether that is another time.

        One that a year's plan made is still as that plan makes it.
        """
        self.refuse_unless_open()
        before = self.starts_at, self.ends_at
        self.starts_at, self.ends_at = starts_at, ends_at
        if self.planned_for is not None:
            days = on_the_wall(starts_at).date() - on_the_wall(before[0]).date()
            self.planned_for += days
        return before != (starts_at, ends_at)

    def note_move(self, *, at: datetime) -> None:
        """
        Let whoever subscribes to the calendar see it anew.
        """
        self._revise(at=at)

    def skip(self, *, at: datetime) -> None:
        """
        Leave it out, because a holiday falls on it.
        """
        self.refuse_unless_open()
        self._become(SessionState.SKIPPED, at=at)

    def hold_after_all(self, *, at: datetime) -> None:
        """
        Put it back: the holiday that fell on it has been moved.
        """
        self._become(SessionState.PLANNED, at=at)

    def _become(self, state: SessionState, *, at: datetime) -> None:
        self.state = state
        self._revise(at=at)

    def _revise(self, *, at: datetime) -> None:
        self.version += 1
        self.revision += 1
        self.revised_at = at


def _when_and_where(plan: SessionPlan) -> tuple[datetime, datetime, str | None]:
    return plan.starts_at, plan.ends_at, plan.other_place
