"""
One weekly meeting of a group, and what becomes of every mother at it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.cancelling import Cancelling
from services.roster.domain.close_by import close_by
from services.roster.domain.errors import ReopeningTooLate, SessionNotStarted
from services.roster.domain.open_register import OpenRegister
from services.roster.domain.register import SessionState
from shared.kernel.refusal import refuse_if_stale

LATE_CANCELLATION_COUNTS_FOR = timedelta(days=7)
MAY_BE_REOPENED_FOR = timedelta(days=7)


@dataclass(kw_only=True)
class Session(Cancelling, OpenRegister):
    """
    A session and its register.
    """

    reopened_at: datetime | None = None
    alarmed_at: datetime | None = None
    opened_at: datetime | None = None

    def open_with_first(self, line: Attendance | None) -> bool:
        """
        Note that the first mother is there; return whether she is the first.

        Once: a mark that is taken back does not make the session begin anew.
        """
        is_there = line is not None and line.outcome is Outcome.ATTENDED
        if line is None or not is_there or self.opened_at is not None:
            return False
        self.opened_at = line.recorded_at
        return True

    def close(self, *, expected: frozenset[UUID], at: datetime) -> list[Attendance]:
        """
        Close the register; return what became of every mother in it.

        An expected mother with no mark missed. One that cancelled, even an hour before
        the start, did not: cancelling is contact, and contact is the point. Whoever has
        been told of before the register was reopened gets a line too.
        """
        self.refuse_unless_open()
        if at < self.starts_at:
            raise SessionNotStarted(state=self.state, version=self.version)
        for mother_id in (expected | self.told.keys()) - self.attendances.keys():
            outcome = self._outcome_without_mark(mother_id, expected=expected)
            self._write(mother_id=mother_id, outcome=outcome, at=at)
        self.state, self.closed_at = SessionState.CLOSED, at
        self.version += 1
        return self.in_order()

    def notice_hours(self, *, at: datetime) -> int:
        """
        Return how many whole hours before the start this is; none after it.
        """
        return max(0, (self.starts_at - at) // timedelta(hours=1))

    def may_be_reopened(self, *, at: datetime) -> bool:
        return (
            self.state is SessionState.CLOSED
            and self.closed_at is not None
            and at <= self.closed_at + MAY_BE_REOPENED_FOR
        )

    def reopen(self, *, at: datetime) -> None:
        """
        Open a closed register again, as it was before it was closed.

        Who had missed has no mark again: nothing is held against her until somebody has
        looked once more. All other marks stay. Refused after seven days.
        """
        self._refuse_unless_closed()
        if not self.may_be_reopened(at=at):
            raise ReopeningTooLate(state=self.state, version=self.version)
        for line in self.in_order():
            if line.outcome is Outcome.MISSED:
                self._take_back(line)
        self.state, self.closed_at, self.reopened_at = SessionState.PLANNED, None, at
        self.alarmed_at = None
        self.version += 1

    @property
    def close_by(self) -> datetime:
        return close_by(
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            reopened_at=self.reopened_at,
        )

    def is_forgotten(self, *, at: datetime) -> bool:
        """
        Return whether the register is still open when it should have been closed.
        """
        return self.state is SessionState.PLANNED and self.close_by <= at

    def raise_alarm(self, *, at: datetime) -> bool:
        """
        Note that the three are told of a forgotten register; once, until it is closed.

        It makes no misses: nobody has said who was there.
        """
        if self.alarmed_at is not None or not self.is_forgotten(at=at):
            return False
        self.alarmed_at = at
        return True

    def cancel_late(
        self, *, mother_id: UUID, received_at: datetime, channel: str, at: datetime
    ) -> Attendance | None:
        """
        Turn a miss into a late cancellation; return None if it was no miss any more.

        Refuses one that reached us later than seven days after the session.
        """
        self._refuse_unless_closed()
        late = self._line(mother_id).cancel_late(
            received_at=received_at,
            channel=channel,
            at=at,
            until=self.ends_at + LATE_CANCELLATION_COUNTS_FOR,
        )
        return None if late is None else self._put(late)

    def correct(
        self, *, mother_id: UUID, to: Outcome, seen_version: int | None, at: datetime
    ) -> tuple[Outcome, Attendance]:
        """
        Correct a closed register; return the outcome before, and the line as it is now.

        Refuses to write over what somebody else has put right since ``seen_version``.
        """
        self._refuse_unless_closed()
        before = self._line(mother_id)
        after = before.correct(to=to, at=at)
        refuse_if_stale(
            expected=seen_version, version=before.version, state=before.outcome
        )
        return before.outcome, self._put(after)

    def _outcome_without_mark(
        self, mother_id: UUID, *, expected: frozenset[UUID]
    ) -> Outcome:
        """
        Return what became of a mother whom nobody marked.

        One that stood in the register by mistake before it was reopened, and whom
        nobody expected, has missed nothing.
        """
        had_missed = self.told.get(mother_id) is Outcome.MISSED
        is_miss = had_missed or mother_id in expected
        return Outcome.MISSED if is_miss else Outcome.EXCUSED
