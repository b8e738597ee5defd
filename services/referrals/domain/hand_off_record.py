"""
What is kept about a hand-off, and the guards that its steps share.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.referrals.domain.act import Act
from services.referrals.domain.consent import (
    Consent,
    ConsentPurpose,
    refuse_unless_consented,
)
from services.referrals.domain.errors import HandOffInState
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.transition import Transition
from shared.kernel.organisations import Organisation, Role


@dataclass(kw_only=True)
class HandOffRecord:
    """
    The facts of a hand-off, and its history.

    ``daycare_intake_id`` says with which intake it is, once the mother has applied.
    """

    id: UUID
    child_id: UUID
    mother_id: UUID
    need_month: date
    wishes: tuple[str, ...]
    languages: tuple[str, ...]
    consent: Consent | None
    daycare_intake_id: UUID | None = None
    state: HandOffState = HandOffState.WANTED
    applied_on: date | None = None
    answer_by: date | None = None
    wished: bool | None = None
    start_month: date | None = None
    history: list[Transition] = field(default_factory=list)
    version: int = 1

    @property
    def is_open(self) -> bool:
        """
        Whether the child is still on its way; a child has one open hand-off at most.
        """
        return self.state != HandOffState.STARTED

    def _refuse_without_consent(self) -> None:
        refuse_unless_consented(
            self.consent,
            purpose=ConsentPurpose.DAYCARE,
            recipient=Organisation.DAYCARE_INTAKE,
            state=self.state,
            version=self.version,
        )

    def _refuse_unless(
        self, act: Act, *, by: AbstractSet[Role], when: HandOffState
    ) -> None:
        act.refuse_unless_by(by)
        if self.state != when:
            raise HandOffInState(state=self.state, version=self.version)

    def _move(
        self, state: HandOffState, *, act: Act, reason: str | None = None
    ) -> None:
        self.history.append(
            act.transition(from_state=self.state, to_state=state, reason=reason)
        )
        self.state = state
        self.version += 1
