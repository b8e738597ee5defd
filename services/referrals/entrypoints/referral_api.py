"""
Referrals over JSON.
"""

from typing import Any
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.entrypoints.asked import asked_states
from services.referrals.entrypoints.request_schemas import (
    DeclineRequestSchema,
    DraftRequestSchema,
    InterpreterRequestSchema,
    OutcomeRequestSchema,
    ReferralConsentRequestSchema,
    StepRequestSchema,
    VisitRequestSchema,
)
from services.referrals.entrypoints.schemas import ReferralLineSchema, ReferralSchema
from services.referrals.usecases.accept_referral import accept_referral
from services.referrals.usecases.book_interpreter import book_interpreter
from services.referrals.usecases.complete_referral import complete_referral
from services.referrals.usecases.decline_referral import decline_referral
from services.referrals.usecases.discard_referral import discard_referral
from services.referrals.usecases.draft_referral import draft_referral
from services.referrals.usecases.queries import referral_seen, referrals_seen
from services.referrals.usecases.record_referral_consent import record_referral_consent
from services.referrals.usecases.report_no_interpreter import report_no_interpreter
from services.referrals.usecases.request_interpreter import request_interpreter
from services.referrals.usecases.reschedule_visit import reschedule_visit
from services.referrals.usecases.schedule_visit import schedule_visit
from services.referrals.usecases.submit_referral import submit_referral
from services.referrals.usecases.views import ReferralLine
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    """
    Drafting, sending and answering a referral; each step may name its ``version``.
    """

    uow: Any

    @api.get("/referrals", answers=ReferralLineSchema, many=True)
    def list_referrals(self, call: Call) -> list[ReferralLine]:
        """
        List what the acting role may see, newest first; ``state=`` narrows it.
        """
        states = asked_states(call.query, ReferralState)
        return referrals_seen(by=call.by, states=states, uow=self.uow)

    @api.get("/referrals/<uuid:referral_id>", answers=ReferralSchema)
    def show_referral(self, call: Call, referral_id: UUID) -> Referral:
        """
        Show one referral with its history.
        """
        return referral_seen(referral_id, by=call.by, uow=self.uow)[0]

    @api.post(
        "/referrals", reads=DraftRequestSchema, answers=ReferralSchema, status=201
    )
    def draft_referral(self, call: Call) -> Referral:
        """
        Draft a referral; nothing leaves before it is submitted.
        """
        return draft_referral(**_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/submit",
        reads=StepRequestSchema,
        answers=ReferralSchema,
    )
    def submit_referral(self, call: Call, referral_id: UUID) -> Referral:
        """
        Send a draft to the health visitors.
        """
        return submit_referral(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/accept",
        reads=StepRequestSchema,
        answers=ReferralSchema,
    )
    def accept_referral(self, call: Call, referral_id: UUID) -> Referral:
        """
        Take a referral on.
        """
        return accept_referral(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/decline",
        reads=DeclineRequestSchema,
        answers=ReferralSchema,
    )
    def decline_referral(self, call: Call, referral_id: UUID) -> Referral:
        """
        Say no to a referral, with a reason.
        """
        return decline_referral(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/schedule",
        reads=VisitRequestSchema,
        answers=ReferralSchema,
    )
    def schedule_visit(self, call: Call, referral_id: UUID) -> Referral:
        """
        Give the home visit its time.
        """
        return schedule_visit(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/reschedule",
        reads=VisitRequestSchema,
        answers=ReferralSchema,
    )
    def reschedule_visit(self, call: Call, referral_id: UUID) -> Referral:
        """
        Move the home visit; its interpreter must be found anew.
        """
        return reschedule_visit(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/request_interpreter",
        reads=StepRequestSchema,
        answers=ReferralSchema,
    )
    def request_interpreter(self, call: Call, referral_id: UUID) -> Referral:
        """
        Note that an interpreter was asked for.
        """
        return request_interpreter(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/book_interpreter",
        reads=InterpreterRequestSchema,
        answers=ReferralSchema,
    )
    def book_interpreter(self, call: Call, referral_id: UUID) -> Referral:
        """
        Note that a professional interpreter is booked.
        """
        return book_interpreter(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/report_no_interpreter",
        reads=StepRequestSchema,
        answers=ReferralSchema,
    )
    def report_no_interpreter(self, call: Call, referral_id: UUID) -> Referral:
        """
        Note that no interpreter is to be had.
        """
        return report_no_interpreter(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/complete",
        reads=OutcomeRequestSchema,
        answers=ReferralSchema,
    )
    def complete_referral(self, call: Call, referral_id: UUID) -> Referral:
        """
        End a referral with what came of it.
        """
        return complete_referral(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/discard",
        reads=StepRequestSchema,
        answers=ReferralSchema,
    )
    def discard_referral(self, call: Call, referral_id: UUID) -> Referral:
        """
        Put a draft aside that is not to be sent.
        """
        return discard_referral(referral_id=referral_id, **_told(self.uow, call))

    @api.post(
        "/referrals/<uuid:referral_id>/record_consent",
        reads=ReferralConsentRequestSchema,
        answers=ReferralSchema,
    )
    def record_referral_consent(self, call: Call, referral_id: UUID) -> Referral:
        """
        Put the mother's answer on a draft.
        """
        return record_referral_consent(referral_id=referral_id, **_told(self.uow, call))


def _told(uow: Any, call: Call) -> dict[str, Any]:
    return {"by": call.by, "now": call.now, "uow": uow, **call.content}
