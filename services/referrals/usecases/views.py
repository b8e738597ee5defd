"""
What a list shows of a referral, of a hand-off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.interpreter import Interpreter
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
    ReferralState,
)
from shared.looks.look import Look


@dataclass(frozen=True, kw_only=True)
class ReferralLine:
    """
    One referral among others; ``changed_at`` is when its last step was taken.
    """

    id: UUID
    mother_id: UUID
    child_id: UUID | None
    birth_month: date | None
    concern: ConcernCategory
    priority: Priority
    interpreter: Interpreter
    state: ReferralState
    reason: DeclineReason | None
    visit_at: datetime | None
    outcome_code: OutcomeCode | None
    changed_at: datetime
    version: int

    @property
    def visit_is_ready(self) -> bool:
        scheduled = self.state == ReferralState.SCHEDULED
        return scheduled and self.interpreter.visit_is_ready


@dataclass(frozen=True, kw_only=True)
class HandOffLine:
    """
    One hand-off among others; ``changed_at`` is when its last step was taken.
    """

    id: UUID
    mother_id: UUID
    child_id: UUID
    birth_month: date
    need_month: date
    languages: tuple[str, ...]
    state: HandOffState
    applied_on: date | None
    answer_by: date | None
    wished: bool | None
    start_month: date | None
    changed_at: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class SealedLooksSeen:
    """
    Who has looked at one sealed case, newest first, and whether the chain is as it was.
    """

    looks: Sequence[Look]
    is_whole: bool
