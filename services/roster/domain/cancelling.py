"""
How a session is cancelled, and how it takes place after all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.calendar_entry import CalendarEntry
from services.roster.domain.errors import ReinstatementTooLate, SessionNotCancelled
from services.roster.domain.register import SessionState

A_SLIP_IS_UNDONE_FOR = timedelta(minutes=15)


@dataclass(kw_only=True)
class Cancelling(CalendarEntry):
    """
    A session that may be cancelled, also after its register was closed.

    ``cancelled_at`` stays when the cancelling is taken back. It is not known of what
    was cancelled before lines kept what stood below.
    """

    closed_at: datetime | None = None
    cancelled_at: datetime | None = None

    def cancel(self, *, at: datetime) -> list[Attendance]:
        """
        Cancel the session, also after it was closed; return every line, now void.

        Nobody can have missed what did not take place.
        """
        self.refuse_if_not_held()
        for line in self.in_order():
            self._put(line.void())
        for mother_id in self.told.keys() - self.attendances.keys():
            self._write(mother_id=mother_id, outcome=Outcome.SESSION_CANCELLED, at=at)
        self.cancelled_at = at
        self._become(SessionState.CANCELLED, at=at)
        return self.in_order()

    def may_be_reinstated(self, *, at: datetime) -> bool:
        """
        Return whether it can still take place after all.

        Until it begins; what was cancelled later, or just before, was a slip if
        somebody says so at once.
        """
        if self.state is not SessionState.CANCELLED or self.cancelled_at is None:
            return False
        until = self.cancelled_at + A_SLIP_IS_UNDONE_FOR
        return at < self.starts_at or at <= until

    def reinstate(self, *, at: datetime) -> list[Attendance]:
        """
        Let it take place after all; return every line, as it stood.

        A mother who had cancelled herself stays cancelled. A line that only the
        cancelling had written is empty again.
        """
        if self.state is not SessionState.CANCELLED:
            raise SessionNotCancelled(state=self.state, version=self.version)
        if not self.may_be_reinstated(at=at):
            raise ReinstatementTooLate(state=self.state, version=self.version)
        for line in self.in_order():
            if line.voided is None:
                self._take_back(line)
            else:
                self._put(line.stand_again(line.voided))
        was_closed = self.closed_at is not None
        self._become(SessionState.CLOSED if was_closed else SessionState.PLANNED, at=at)
        return self.in_order()
