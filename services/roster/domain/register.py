"""
The lines of a session's register, and how they change without losing count.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.roster.domain.attendance import Attendance, Outcome, strongest
from services.roster.domain.errors import (
    NotInRegister,
    SessionAlreadyClosed,
    SessionCancelled,
    SessionNotClosed,
    SessionSkipped,
)
from shared.kernel.refusal import refuse_if_stale

NOTHING_SEEN = 0
"""The version that somebody has seen who saw a line without a mark."""


class SessionState(StrEnum):
    """
    How far a session has come.
    """

    PLANNED = "planned"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


HELD = frozenset({SessionState.PLANNED, SessionState.CLOSED})


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """
    All that a register has of one id.
    """

    line: Attendance | None
    taken_back: int | None
    told: Outcome | None

    @property
    def is_empty(self) -> bool:
        return self.line is None and self.taken_back is None and self.told is None


@dataclass(kw_only=True)
class Register:
    """
    At most one attendance for each mother, and whether it may still change.

    ``taken_back`` keeps the version at which a mark was taken back, because a new mark
    must be newer than the one that others may have heard of. ``told`` is the outcome
    that the others have last heard of each mother: a register that was reopened has to
    tell what is different, and nothing else. ``version`` counts every change.
    """

    id: UUID
    starts_at: datetime
    state: SessionState = SessionState.PLANNED
    attendances: dict[UUID, Attendance] = field(default_factory=dict)
    taken_back: dict[UUID, int] = field(default_factory=dict)
    told: dict[UUID, Outcome] = field(default_factory=dict)
    version: int = 1

    @property
    def is_held(self) -> bool:
        return self.state in HELD

    def in_order(self) -> list[Attendance]:
        return [self.attendances[mother_id] for mother_id in sorted(self.attendances)]

    def is_news(self, line: Attendance) -> bool:
        return self.told.get(line.mother_id) is not line.outcome

    def tell(self, line: Attendance) -> Outcome | None:
        """
        Note that the others hear of this line now; return what they had heard before.
        """
        before = self.told.get(line.mother_id)
        self.told[line.mother_id] = line.outcome
        return before

    def merge_lines(self, *, kept_id: UUID, merged_id: UUID) -> Attendance | None:
        """
        Put two lines of one mother together; return it if the others must hear of it.

        They must if each of the two had a line: then the strongest contact counts,
        attended above all. One that only the other id had goes over as it stands, and
        whoever has heard of it moves it likewise.
        """
        version = max(self._version_of(kept_id), self._version_of(merged_id)) + 1
        mine = self._given_up(kept_id)
        theirs = self._given_up(merged_id)
        told = mine.told or theirs.told
        if told is not None:
            self.told[kept_id] = told
        if not theirs.is_empty:
            self.version += 1
        if mine.is_empty or theirs.is_empty:
            self._place(theirs if mine.is_empty else mine, kept_id=kept_id)
            return None
        lines = [one.line for one in (mine, theirs) if one.line is not None]
        if not lines:
            self.taken_back[kept_id] = version
            return None
        best = strongest(lines)
        line = replace(best, mother_id=kept_id, version=version)
        self.attendances[kept_id] = line
        return line if told is not None and self.is_held else None

    def _given_up(self, mother_id: UUID) -> "_Entry":
        return _Entry(
            line=self.attendances.pop(mother_id, None),
            taken_back=self.taken_back.pop(mother_id, None),
            told=self.told.pop(mother_id, None),
        )

    def _place(self, entry: "_Entry", *, kept_id: UUID) -> None:
        if entry.line is not None:
            self.attendances[kept_id] = replace(entry.line, mother_id=kept_id)
        if entry.taken_back is not None:
            self.taken_back[kept_id] = entry.taken_back

    def _line(self, mother_id: UUID) -> Attendance:
        attendance = self.attendances.get(mother_id)
        if attendance is None:
            raise NotInRegister(
                mother_id=mother_id, state=self.state, version=self.version
            )
        return attendance

    def _write(
        self,
        *,
        mother_id: UUID,
        outcome: Outcome,
        at: datetime,
        received_at: datetime | None = None,
        channel: str | None = None,
    ) -> Attendance:
        return self._put(
            Attendance(
                session_id=self.id,
                mother_id=mother_id,
                outcome=outcome,
                version=self._version_of(mother_id) + 1,
                recorded_at=at,
                received_at=received_at,
                channel=channel,
            )
        )

    def _uncover(self, line: Attendance, *, at: datetime) -> Attendance:
        """
        Let the cancellation below a mark stand there again.
        """
        return self._write_cancellation(
            mother_id=line.mother_id,
            received_at=line.received_at or line.recorded_at,
            channel=line.channel,
            at=at,
        )

    def _write_cancellation(
        self,
        *,
        mother_id: UUID,
        received_at: datetime,
        channel: str | None,
        at: datetime,
    ) -> Attendance:
        late = received_at >= self.starts_at
        return self._write(
            mother_id=mother_id,
            outcome=Outcome.CANCELLED_LATE if late else Outcome.CANCELLED,
            at=at,
            received_at=received_at,
            channel=channel,
        )

    def _version_of(self, mother_id: UUID) -> int:
        attendance = self.attendances.get(mother_id)
        if attendance is not None:
            return attendance.version
        return self.taken_back.get(mother_id, 0)

    def _put(self, attendance: Attendance) -> Attendance:
        self.attendances[attendance.mother_id] = attendance
        self.taken_back.pop(attendance.mother_id, None)
        self.version += 1
        return attendance

    def _take_back(self, attendance: Attendance) -> None:
        del self.attendances[attendance.mother_id]
        self.taken_back[attendance.mother_id] = attendance.version + 1
        self.version += 1

    @staticmethod
    def _refuse_if_not_as_seen(
        line: Attendance | None, *, seen_version: int | None
    ) -> None:
        version, state = (line.version, line.outcome) if line else (NOTHING_SEEN, "")
        refuse_if_stale(expected=seen_version, version=version, state=state)

    def refuse_unless_open(self) -> None:
        """
        Refuse what only an open register allows.
        """
        if self.state is SessionState.CLOSED:
            raise SessionAlreadyClosed(state=self.state, version=self.version)
        self.refuse_if_not_held()

    def _refuse_unless_closed(self) -> None:
        if self.state is SessionState.PLANNED:
            raise SessionNotClosed(state=self.state, version=self.version)
        self.refuse_if_not_held()

    def refuse_if_not_held(self) -> None:
        if self.state is SessionState.CANCELLED:
            raise SessionCancelled(state=self.state, version=self.version)
        if self.state is SessionState.SKIPPED:
            raise SessionSkipped(state=self.state, version=self.version)
