"""
What a mother has said of one session, and what she may still say of it herself.
"""

from dataclasses import dataclass
from datetime import datetime

from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.coming import (
    has_said_she_is_not_coming,
    is_expected_at,
)
from services.roster.domain.errors import NothingToCancel
from services.roster.domain.mother import Mother
from services.roster.domain.register import SessionState
from services.roster.domain.session import LATE_CANCELLATION_COUNTS_FOR, Session


@dataclass(frozen=True, kw_only=True)
class HerAnswer:
    """
    One session as one mother sees it.
    """

    session: Session
    is_not_coming: bool
    is_late: bool
    may_cancel: bool
    may_come_after_all: bool

    @classmethod
    def of(cls, mother: Mother, session: Session, *, at: datetime) -> "HerAnswer":
        line = session.attendances.get(mother.id)
        is_not_coming = has_said_she_is_not_coming(mother.id, session)
        return cls(
            session=session,
            is_not_coming=is_not_coming,
            is_late=line is not None and line.outcome is Outcome.CANCELLED_LATE,
            may_cancel=_may_cancel(mother, session, line, at=at),
            may_come_after_all=(
                line is not None
                and line.is_cancellation()
                and session.state is SessionState.PLANNED
                and at < session.starts_at
            ),
        )

    def refuse_unless_may_cancel(self) -> None:
        if not self.may_cancel:
            raise NothingToCancel(
                state=self.session.state, version=self.session.version
            )


def _may_cancel(
    mother: Mother, session: Session, line: Attendance | None, *, at: datetime
) -> bool:
    """
    Return whether a cancellation of hers would say something new.

    What the staff have marked she does not write over. Afterwards she can cancel what
    she would miss otherwise, for as long as a late cancellation counts.
    """
    if not session.is_held or at > session.ends_at + LATE_CANCELLATION_COUNTS_FOR:
        return False
    if line is not None:
        return line.outcome is Outcome.MISSED
    if session.state is SessionState.CLOSED:
        return False
    return at < session.ends_at or _would_miss(mother, session)


def _would_miss(mother: Mother, session: Session) -> bool:
    return mother.id in session.told or is_expected_at(session, mother)
