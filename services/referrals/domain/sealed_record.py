"""
What is kept of a statutory notification, who sees it, and the guards of its steps.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.errors import RoleMayNot
from services.referrals.domain.sealed_codes import ENDED, SealedState
from services.referrals.domain.sealed_errors import SealedCaseInState
from services.referrals.domain.sealed_sight import Reader, sees_sealed
from services.referrals.domain.transition import Transition
from shared.kernel.organisations import Organisation, Role

_STEPS: Mapping[SealedState, frozenset[str]] = {
    SealedState.CONSIDERING: frozenset({"discuss", "send", "close"}),
    SealedState.DISCUSSED: frozenset({"send", "close"}),
    SealedState.SENT: frozenset({"send", "receipt"}),
    SealedState.RECEIPTED: frozenset({"tell_outcome", "close"}),
}
_BEFORE_IT_IS_SENT_HER_OWN = frozenset({"discuss", "close"})


@dataclass(kw_only=True)
class SealedRecord:
    """
    The facts of a case. None of them is a word that somebody has written.

    ``mother_id`` says whose family it is about, and is empty where it was never sent,
    or where she was erased.
    """

    id: UUID
    mother_id: UUID | None
    author_id: UUID
    author_role: Role
    organisation: Organisation
    organisation_id: UUID
    state: SealedState = SealedState.CONSIDERING
    sent_on: date | None = None
    office: str | None = None
    parents_informed: bool | None = None
    interpreted: bool | None = None
    receipt_due_on: date | None = None
    receipted_on: date | None = None
    ended_at: datetime | None = None
    history: list[Transition] = field(default_factory=list)
    version: int = 1

    @property
    def is_sent(self) -> bool:
        return self.sent_on is not None

    def is_seen_by(self, reader: Reader) -> bool:
        return sees_sealed(
            reader, author_id=self.author_id, organisation_id=self.organisation_id
        )

    def state_on(self, day: date) -> SealedState:
        """
        Return how far it is that day: nobody has to write down that a day has come.
        """
        due_on = self.receipt_due_on
        if self.state is SealedState.SENT and due_on and day >= due_on:
            return SealedState.RECEIPT_DUE
        return self.state

    def steps_for(self, reader: Reader) -> frozenset[str]:
        """
        Return what she may do next.
        """
        steps = _STEPS.get(self.state, frozenset())
        if reader.user_id == self.author_id or self.is_sent:
            return steps
        return steps - _BEFORE_IT_IS_SENT_HER_OWN

    def _refuse_unless_author(self, reader: Reader) -> None:
        if reader.user_id != self.author_id:
            raise RoleMayNot(role=reader.role)

    def _refuse_unless_in(self, states: Collection[SealedState]) -> None:
        if self.state not in states:
            raise SealedCaseInState(state=self.state, version=self.version)

    def _move(self, state: SealedState, *, reader: Reader, at: datetime) -> None:
        before = self.state if self.history else None
        self.version += bool(self.history)
        self.history.append(
            Transition(
                at=at,
                from_state=before,
                to_state=state,
                by_role=reader.role,
                by_organisation=reader.organisation,
                reason=None,
                causing_event_id=None,
            )
        )
        self.state = state
        self.ended_at = at if state in ENDED else None
