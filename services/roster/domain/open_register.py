"""
What is done in a register as long as it is open: marks, cancellations, taking back.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.errors import SessionHasBegun
from services.roster.domain.register import Register
from shared.kernel.refusal import Invalid, refuse_if_stale


@dataclass(kw_only=True)
class OpenRegister(Register):
    """
    A register while mothers arrive; nothing in it is told before it is closed.
    """

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

    def come_after_all(self, *, mother_id: UUID, at: datetime) -> bool:
        """
        Take a mother's cancellation back, as she asks; return whether there was one.

        Refused once the session has begun: whoever is there then is marked, by those
        who see her.
        """
        self.refuse_unless_open()
        if at >= self.starts_at:
            raise SessionHasBegun(state=self.state, version=self.version)
        line = self.attendances.get(mother_id)
        if line is None or not line.is_cancellation():
            return False
        self._take_back(line)
        return True

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
