"""
What became of one mother at one session.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.roster.domain.errors import (
    CancellationTooLate,
    MotherAttended,
    OutcomeAlreadyRecorded,
)
from shared.kernel.refusal import Invalid


class Outcome(StrEnum):
    """
    The only outcomes; both kinds of cancelling are contact, and missed is not.
    """

    ATTENDED = "attended"
    CANCELLED = "cancelled"
    CANCELLED_LATE = "cancelled_late"
    MISSED = "missed"
    EXCUSED = "excused"
    SESSION_CANCELLED = "session_cancelled"


CANCELLATIONS = frozenset({Outcome.CANCELLED, Outcome.CANCELLED_LATE})
CORRECTIONS = frozenset(
    {Outcome.ATTENDED, Outcome.CANCELLED, Outcome.EXCUSED, Outcome.MISSED}
)
# From the weakest to the strongest: what counts of two outcomes of one mother.
_STRENGTH = (
    Outcome.SESSION_CANCELLED,
    Outcome.MISSED,
    Outcome.EXCUSED,
    Outcome.CANCELLED_LATE,
    Outcome.CANCELLED,
    Outcome.ATTENDED,
)
OWN_LINK = "own_link"
"""The channel of a cancellation that she has written herself, by her own link."""


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """
    One mother's outcome at one session.

    ``version`` counts its changes and never goes back, so that whoever hears of two
    of them knows which holds. ``received_at`` and ``channel`` tell when and how a
    cancellation reached us. They stay below a mark that was tapped over it: if that was
    the wrong row, taking the mark back must not turn her cancellation into a miss.
    ``voided`` is what stood there before its session was cancelled; all of it stays
    below, because the session may take place after all.
    """

    session_id: UUID
    mother_id: UUID
    outcome: Outcome
    version: int = 1
    recorded_at: datetime
    received_at: datetime | None = None
    channel: str | None = None
    voided: Outcome | None = None

    def had_cancelled_by(self, moment: datetime) -> bool:
        """
        Return whether a cancellation had reached us at that moment.
        """
        return self.received_at is not None and self.received_at <= moment

    def is_cancellation(self) -> bool:
        return self.outcome in CANCELLATIONS

    @property
    def is_by_herself(self) -> bool:
        return self.channel == OWN_LINK

    def cancel_late(
        self, *, received_at: datetime, channel: str, at: datetime, until: datetime
    ) -> Self | None:
        """
        Take a cancellation after the register was closed; return None if it was known.

        It may arrive twice, and a mother that is excused has been in contact too: then
        nothing changes. Refuses one for a mother that was there, and one that reached
        us after ``until``.
        """
        if self.outcome is Outcome.ATTENDED:
            raise MotherAttended(state=self.outcome, version=self.version)
        if self.outcome is not Outcome.MISSED:
            return None
        if received_at > until:
            raise CancellationTooLate(state=self.outcome, version=self.version)
        late = self.become(Outcome.CANCELLED_LATE, at=at)
        return replace(late, received_at=received_at, channel=channel)

    def correct(self, *, to: Outcome, at: datetime) -> Self:
        """
        Put right what was written wrongly.

        Refuses the outcome that stands there already: two people may correct the same
        line, and the second shall see that it is done. Refuses the outcomes that only
        a late cancellation or a cancelled session gives.
        """
        if to not in CORRECTIONS:
            raise Invalid(
                {"outcome": [f"Write one of {', '.join(sorted(CORRECTIONS))}."]}
            )
        if to is self.outcome:
            raise OutcomeAlreadyRecorded(state=self.outcome, version=self.version)
        return self.become(to, at=at)

    def become(self, outcome: Outcome, *, at: datetime) -> Self:
        """
        Return the next version, with when a cancellation came only if it stays one.
        """
        stays = outcome in CANCELLATIONS
        return replace(
            self,
            outcome=outcome,
            version=self.version + 1,
            recorded_at=at,
            received_at=self.received_at if stays else None,
            channel=self.channel if stays else None,
        )

    def void(self) -> Self:
        """
        Return the next version, in which nothing was missed: there was no session.
        """
        return replace(
            self,
            outcome=Outcome.SESSION_CANCELLED,
            voided=self.outcome,
            version=self.version + 1,
        )

    def stand_again(self, outcome: Outcome) -> Self:
        """
        Return the next version, with what stood there before it was void.
        """
        return replace(self, outcome=outcome, voided=None, version=self.version + 1)


def strongest(lines: Iterable[Attendance]) -> Attendance:
    """
    Return the line that counts, of several of one mother at one session.
    """
    return max(lines, key=lambda line: _STRENGTH.index(line.voided or line.outcome))
