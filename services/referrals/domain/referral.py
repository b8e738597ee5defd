"""
A concern from the group on its way to a home visit by the health visitors.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from services.referrals.domain.act import Act
from services.referrals.domain.consent import Consent
from services.referrals.domain.days import refuse_unless_ahead
from services.referrals.domain.errors import VisitAlreadyAtThisTime
from services.referrals.domain.interpreter import Interpreter, InterpreterKind
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
    ReferralState,
)
from services.referrals.domain.referral_record import (
    RECIPIENTS,
    SENDERS,
    VISITORS,
    ReferralRecord,
)


@dataclass(kw_only=True)
class Referral(ReferralRecord):
    """
    Drafted by a facilitator, answered by the health visitors; each step is kept.

    Their leader may say yes or no to it; the visit is the health visitor's own.

    Declined, completed and discarded are final: who wants to go on drafts a new one.
    """

    @classmethod
    def draft(
        cls,
        *,
        referral_id: UUID,
        mother_id: UUID,
        child_id: UUID | None,
        concern: ConcernCategory,
        priority: Priority,
        interpreter_language: str | None,
        consent: Consent | None,
        act: Act,
        health_visitors_id: UUID | None = None,
    ) -> Self:
        """
        Write down a concern; nothing leaves the organisation before it is submitted.

        A language means that the visit needs an interpreter.
        """
        act.refuse_unless_by(SENDERS)
        if consent:
            consent.refuse_unless_until(act.at)
        return cls(
            id=referral_id,
            mother_id=mother_id,
            child_id=child_id,
            concern=concern,
            priority=priority,
            interpreter=Interpreter.for_language(interpreter_language),
            consent=consent,
            drafted_by_role=act.by_role,
            drafted_by_organisation=act.by_organisation,
            health_visitors_id=health_visitors_id,
            history=[act.transition(from_state=None, to_state=ReferralState.DRAFT)],
        )

    @property
    def visit_is_ready(self) -> bool:
        """
        Whether the health visitor can go: a time is set, and who interprets is booked.
        """
        scheduled = self.state == ReferralState.SCHEDULED
        return scheduled and self.interpreter.visit_is_ready

    def record_consent(self, *, consent: Consent, act: Act) -> None:
        """
        Put the mother's answer on the draft, in place of an earlier one.
        """
        self._refuse_unless_drafters(act)
        consent.refuse_unless_until(act.at)
        self.consent = consent
        self._move(ReferralState.DRAFT, act=act, reason=consent.answer)

    def submit(self, *, act: Act) -> None:
        """
        Send the draft to the health visitors, with the mother's consent.

        A health visitor that refers to her own service discloses nothing and needs
        none; but where the mother has said no, nobody may.
        """
        self._refuse_unless_drafters(act)
        self._refuse_without_consent(act)
        self._move(ReferralState.REQUESTED, act=act)

    def discard(self, *, act: Act) -> None:
        self._refuse_unless_drafters(act)
        self._move(ReferralState.DISCARDED, act=act)

    def accept(self, *, act: Act) -> None:
        self._refuse_unless(act, by=RECIPIENTS, when={ReferralState.REQUESTED})
        self._move(ReferralState.ACCEPTED, act=act)

    def decline(self, *, reason: DeclineReason, act: Act) -> None:
        answerable = {ReferralState.REQUESTED, ReferralState.ACCEPTED}
        self._refuse_unless(act, by=RECIPIENTS, when=answerable)
        self.reason = reason
        self._move(ReferralState.DECLINED, act=act, reason=reason)

    def schedule(self, *, visit_at: datetime, act: Act) -> None:
        self._refuse_unless(act, by=VISITORS, when={ReferralState.ACCEPTED})
        refuse_unless_ahead(now=act.at, visit_at=visit_at)
        self.visit_at = visit_at
        self._move(ReferralState.SCHEDULED, act=act)

    def reschedule(self, *, visit_at: datetime, act: Act) -> None:
        """
        Move the visit to another time; an interpreter must be found anew for it.
        """
        self._refuse_unless(act, by=VISITORS, when={ReferralState.SCHEDULED})
        refuse_unless_ahead(now=act.at, visit_at=visit_at)
        if visit_at == self.visit_at:
            raise VisitAlreadyAtThisTime(state=self.state, version=self.version)
        self.visit_at = visit_at
        self.interpreter = self.interpreter.for_another_time()
        self._move(ReferralState.SCHEDULED, act=act, reason="rescheduled")

    def complete(self, *, outcome_code: OutcomeCode, act: Act) -> None:
        in_hand = {ReferralState.ACCEPTED, ReferralState.SCHEDULED}
        self._refuse_unless(act, by=VISITORS, when=in_hand)
        self.outcome_code = outcome_code
        self._move(ReferralState.COMPLETED, act=act)

    def request_interpreter(self, *, act: Act) -> None:
        self._refuse_unless(act, by=VISITORS, when={ReferralState.SCHEDULED})
        self._interpret(self.interpreter.requested(), act=act)

    def book_interpreter(self, *, kind: InterpreterKind, act: Act) -> None:
        self._refuse_unless(act, by=VISITORS, when={ReferralState.SCHEDULED})
        self._interpret(self.interpreter.booked(kind=kind), act=act)

    def report_no_interpreter(self, *, act: Act) -> None:
        self._refuse_unless(act, by=VISITORS, when={ReferralState.SCHEDULED})
        self._interpret(self.interpreter.none_available(), act=act)

    def _interpret(self, interpreter: Interpreter, *, act: Act) -> None:
        self.interpreter = interpreter
        reason = f"interpreter_{interpreter.state}"
        self._move(self.state, act=act, reason=reason)
