"""
One weekly meeting of a group, and what becomes of every mother at it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.errors import SessionNotStarted
from services.roster.domain.name import name_errors, refuse_if_any, tidy_name
from services.roster.domain.register import Register, SessionState
from shared.kernel.refusal import Invalid, refuse_if_stale

LATE_CANCELLATION_COUNTS_FOR = timedelta(days=7)


@dataclass(kw_only=True)
class Session(Register):
    """
    A session and its register; refuses an end that does not come after the start.
    """

    group_id: UUID
    ends_at: datetime
    theme: str | None = None
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        errors = {}
        if self.theme is not None:
            self.theme = tidy_name(self.theme)
            errors = name_errors(theme=self.theme)
        if self.ends_at <= self.starts_at:
            errors["ends_at"] = ["Write a time after the start."]
        refuse_if_any(errors)

    def mark(
        self,
        *,
        mother_id: UUID,
        outcome: Outcome,
        at: datetime,
        seen_version: int | None = None,
    ) -> Attendance | None:
        """
        Mark a mother as attended or excused; return None if that stood there already.

        As long as the register is open the last mark holds, and may be taken back. One
        that waited on a phone names the line that was seen there, 0 for an empty one:
        it does not write over what a colleague has tapped meanwhile.
        """
        self.refuse_unless_open()
        if outcome not in {Outcome.ATTENDED, Outcome.EXCUSED}:
            raise Invalid({"outcome": ["Mark attended or excused."]})
        before = self.attendances.get(mother_id)
        if before is not None and before.outcome is outcome:
            return None
        self._refuse_if_not_as_seen(before, seen_version=seen_version)
        return self._write(
            mother_id=mother_id,
            outcome=outcome,
            at=at,
            received_at=before.received_at if before else None,
            channel=before.channel if before else None,
        )

    def take_cancellation(
        self,
        *,
        mother_id: UUID,
        received_at: datetime,
        channel: str,
        at: datetime,
        seen_version: int | None = None,
    ) -> Attendance | None:
        """
        Take a cancellation; return None if one had reached us by then.

        When it reached us decides whether it was late, not when it was written down;
        of two the earlier counts, whichever is entered first. A mark in its place must
        be the one that was seen, as with another mark.
        """
        self.refuse_unless_open()
        before = self.attendances.get(mother_id)
        if before is not None and not before.is_cancellation():
            self._refuse_if_not_as_seen(before, seen_version=seen_version)
        if before is None or not before.had_cancelled_by(received_at):
            return self._write_cancellation(
                mother_id=mother_id, received_at=received_at, channel=channel, at=at
            )
        return None if before.is_cancellation() else self._uncover(before, at=at)

    def unmark(
        self, *, mother_id: UUID, seen_version: int | None, at: datetime
    ) -> Attendance | None:
        """
        Take a mark back; return what stands there now, if anything.

        A cancellation that a mark was tapped over stands there again. Refuses to take
        back another mark than the one of ``seen_version``: a colleague may have tapped
        since.
        """
        self.refuse_unless_open()
        line = self._line(mother_id)
        refuse_if_stale(expected=seen_version, version=line.version, state=line.outcome)
        if line.received_at is not None and not line.is_cancellation():
            return self._uncover(line, at=at)
        self._take_back(line)
        return None

    def close(self, *, expected: frozenset[UUID], at: datetime) -> list[Attendance]:
        """
        Close the register; return what became of every mother in it.

        An expected mother with no mark missed. One that cancelled, even an hour before
        the start, did not: cancelling is contact, and contact is the point.
        """
        self.refuse_unless_open()
        if at < self.starts_at:
            raise SessionNotStarted(state=self.state, version=self.version)
        for mother_id in expected - self.attendances.keys():
            self._write(mother_id=mother_id, outcome=Outcome.MISSED, at=at)
        self.state, self.closed_at = SessionState.CLOSED, at
        self.version += 1
        return self.in_order()

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

    def cancel(self, *, at: datetime) -> list[Attendance]:
        """
        Cancel the session, also after it was closed; return every line, now void.

        Nobody can have missed what did not take place.
        """
        self._refuse_if_cancelled()
        for attendance in self.in_order():
            self._put(attendance.become(Outcome.SESSION_CANCELLED, at=at))
        self.state = SessionState.CANCELLED
        self.version += 1
        return self.in_order()
