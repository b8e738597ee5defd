"""
The days that the ladder counts, and the sessions that are still to come.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from services.outreach.domain.session import Session
from shared.kernel.clock import bounds_of_day, day_of
from shared.kernel.contact_hours import is_working_day

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_MOST_WEEKS = 26


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """
    ``holidays`` are the days of the school holidays; public ones are known anyway.

    ``sessions`` are those that are planned, also the cancelled ones. ``groups`` say by
    their ids on which group's list mothers stand, as far as that was told.
    """

    holidays: Collection[date] = frozenset()
    sessions: Sequence[Session] = ()
    groups: Mapping[UUID, UUID] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """
        Return whether anything is done on this day: in holidays the clock stands still.
        """
        return is_working_day(day) and day not in self.holidays

    def first_from(self, day: date) -> date:
        while not self.works(day):
            day += _DAY
        return day

    def after(self, day: date, number: int) -> date:
        """
        Return the working day that lies so many of them behind a day.
        """
        for _ in range(number):
            day = self.first_from(day + _DAY)
        return day

    def before(self, day: date, number: int) -> date:
        """
        Return the working day that lies so many of them before a day.
        """
        for _ in range(number):
            day -= _DAY
            while not self.works(day):
                day -= _DAY
        return day

    def group_of(self, mother_id: UUID, *, missed: UUID) -> UUID | None:
        """
        Return the group that she comes to; of before it was told, that of a missed one.
        """
        session = self.session(missed)
        known = session.group_id if session else None
        return self.groups.get(mother_id, known)

    def next_session(self, *, after: datetime, group_id: UUID | None) -> Session | None:
        """
        Return the group's next session that is to be held, as far as it is planned.
        """
        coming = [
            one
            for one in self._of_group.get(group_id, ())
            if one.started_at > after and one.is_held
        ]
        return min(coming, key=lambda one: (one.started_at, one.id), default=None)

    def next_meeting_day(
        self, *, missed: datetime, group_id: UUID | None, now: datetime
    ) -> date:
        """
        Return the day after today on which the group of one who missed meets next.

        It is the next that is planned; where none is known, the group meets every week
        on one weekday, and not on a day on which nothing is done.
        """
        today = day_of(now)
        tonight = bounds_of_day(today)[1]
        coming = group_id and self.next_session(after=tonight, group_id=group_id)
        if coming:
            return day_of(coming.started_at)
        gone = max(0, (today - day_of(missed)).days // 7 + 1)
        first = day_of(missed) + gone * _WEEK
        weeks = (first + number * _WEEK for number in range(_MOST_WEEKS))
        return next((day for day in weeks if self.works(day)), first)

    def session(self, session_id: UUID) -> Session | None:
        return self._by_id.get(session_id)

    @cached_property
    def _by_id(self) -> Mapping[UUID, Session]:
        return {one.id: one for one in self.sessions}

    @cached_property
    def _of_group(self) -> Mapping[UUID | None, Sequence[Session]]:
        found: defaultdict[UUID | None, list[Session]] = defaultdict(list)
        for one in self.sessions:
            found[one.group_id].append(one)
        return found
