"""
What is kept about a referral, and who may touch it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.referrals.domain.act import Act
from services.referrals.domain.consent import (
    Consent,
    ConsentPurpose,
    refuse_unless_consented,
)
from services.referrals.domain.errors import NotYours, ReferralInState
from services.referrals.domain.interpreter import Interpreter
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
    ReferralState,
)
from services.referrals.domain.transition import Transition
from shared.kernel.organisations import Organisation, Role

SENDERS = frozenset({Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR})
RECIPIENTS = frozenset({Role.HEALTH_VISITOR, Role.HEALTH_VISITORS_LEADER})
VISITORS = frozenset({Role.HEALTH_VISITOR})


@dataclass(kw_only=True)
class ReferralRecord:
    """
    The facts of a referral, its history, and the guards that its steps share.

    ``health_visitors_id`` says with which of them it is once it was sent; what health
    visitors draft is their own from the start.
    """

    id: UUID
    mother_id: UUID
    child_id: UUID | None
    concern: ConcernCategory
    priority: Priority
    interpreter: Interpreter
    consent: Consent | None
    drafted_by_role: Role
    drafted_by_organisation: Organisation
    health_visitors_id: UUID | None = None
    state: ReferralState = ReferralState.DRAFT
    reason: DeclineReason | None = None
    visit_at: datetime | None = None
    outcome_code: OutcomeCode | None = None
    history: list[Transition] = field(default_factory=list)
    version: int = 1

    def _refuse_unless_drafters(self, act: Act) -> None:
        """
        Refuse everybody but the organisation that drafted, and what is no draft.
        """
        act.refuse_unless_by(SENDERS)
        if act.by_organisation != self.drafted_by_organisation:
            raise NotYours(role=act.by_role)
        self._refuse_unless_in({ReferralState.DRAFT})

    def _refuse_without_consent(self, act: Act) -> None:
        refuse_unless_consented(
            self.consent,
            purpose=ConsentPurpose.HEALTH_VISIT,
            recipient=Organisation.HEALTH_VISITORS,
            state=self.state,
            version=self.version,
            within_own_service=act.by_organisation == Organisation.HEALTH_VISITORS,
        )

    def _refuse_unless(
        self, act: Act, *, by: AbstractSet[Role], when: AbstractSet[ReferralState]
    ) -> None:
        act.refuse_unless_by(by)
        self._refuse_unless_in(when)

    def _refuse_unless_in(self, states: AbstractSet[ReferralState]) -> None:
        if self.state not in states:
            raise ReferralInState(state=self.state, version=self.version)

    def _move(
        self, state: ReferralState, *, act: Act, reason: str | None = None
    ) -> None:
        self.history.append(
            act.transition(from_state=self.state, to_state=state, reason=reason)
        )
        self.state = state
        self.version += 1
