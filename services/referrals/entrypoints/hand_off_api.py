"""
Daycare hand-offs over JSON.
"""

from typing import Any
from uuid import UUID

from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.entrypoints.asked import asked_states
from services.referrals.entrypoints.request_schemas import (
    ApplyRequestSchema,
    DaycareConsentRequestSchema,
    OfferRequestSchema,
    StartRequestSchema,
    StepRequestSchema,
    WantRequestSchema,
)
from services.referrals.entrypoints.schemas import HandOffLineSchema, HandOffSchema
from services.referrals.usecases.accept_offer import accept_offer
from services.referrals.usecases.apply_for_place import apply_for_place
from services.referrals.usecases.decline_offer import decline_offer
from services.referrals.usecases.offer_place import offer_place
from services.referrals.usecases.queries import hand_off_seen, hand_offs_seen
from services.referrals.usecases.record_daycare_consent import record_daycare_consent
from services.referrals.usecases.start_in_daycare import start_in_daycare
from services.referrals.usecases.views import HandOffLine
from services.referrals.usecases.want_place import want_place
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    """
    A child's way into daycare; each step may name its ``version``.
    """

    uow: Any

    @api.get("/hand_offs", answers=HandOffLineSchema, many=True)
    def list_hand_offs(self, call: Call) -> list[HandOffLine]:
        """
        List what the acting role may see, newest first; ``state=`` narrows it.
        """
        states = asked_states(call.query, HandOffState)
        return hand_offs_seen(by=call.by, states=states, uow=self.uow)

    @api.get("/hand_offs/<uuid:hand_off_id>", answers=HandOffSchema)
    def show_hand_off(self, call: Call, hand_off_id: UUID) -> HandOff:
        """
        Show one hand-off with its history.
        """
        return hand_off_seen(hand_off_id, by=call.by, uow=self.uow)[0]

    @api.post("/hand_offs", reads=WantRequestSchema, answers=HandOffSchema, status=201)
    def want_place(self, call: Call) -> HandOff:
        """
        Write down that a mother wants a place for her child.
        """
        return want_place(**_told(self.uow, call))

    @api.post(
        "/hand_offs/<uuid:hand_off_id>/apply",
        reads=ApplyRequestSchema,
        answers=HandOffSchema,
    )
    def apply_for_place(self, call: Call, hand_off_id: UUID) -> HandOff:
        """
        Note that the mother has applied; daycare intake is told.
        """
        return apply_for_place(hand_off_id=hand_off_id, **_told(self.uow, call))

    @api.post(
        "/hand_offs/<uuid:hand_off_id>/offer",
        reads=OfferRequestSchema,
        answers=HandOffSchema,
    )
    def offer_place(self, call: Call, hand_off_id: UUID) -> HandOff:
        """
        Offer a place, to be answered by a day.
        """
        return offer_place(hand_off_id=hand_off_id, **_told(self.uow, call))

    @api.post(
        "/hand_offs/<uuid:hand_off_id>/accept",
        reads=StepRequestSchema,
        answers=HandOffSchema,
    )
    def accept_offer(self, call: Call, hand_off_id: UUID) -> HandOff:
        """
        Note that the mother says yes to the place.
        """
        return accept_offer(hand_off_id=hand_off_id, **_told(self.uow, call))

    @api.post(
        "/hand_offs/<uuid:hand_off_id>/decline",
        reads=StepRequestSchema,
        answers=HandOffSchema,
    )
    def decline_offer(self, call: Call, hand_off_id: UUID) -> HandOff:
        """
        Note that the mother says no to this place.
        """
        return decline_offer(hand_off_id=hand_off_id, **_told(self.uow, call))

    @api.post(
        "/hand_offs/<uuid:hand_off_id>/start",
        reads=StartRequestSchema,
        answers=HandOffSchema,
    )
    def start_in_daycare(self, call: Call, hand_off_id: UUID) -> HandOff:
        """
        Note that the child has started.
        """
        return start_in_daycare(hand_off_id=hand_off_id, **_told(self.uow, call))

    @api.post(
        "/hand_offs/<uuid:hand_off_id>/record_consent",
        reads=DaycareConsentRequestSchema,
        answers=HandOffSchema,
    )
    def record_daycare_consent(self, call: Call, hand_off_id: UUID) -> HandOff:
        """
        Put down the mother's answer before she applies.
        """
        return record_daycare_consent(hand_off_id=hand_off_id, **_told(self.uow, call))


def _told(uow: Any, call: Call) -> dict[str, Any]:
    return {"by": call.by, "now": call.now, "uow": uow, **call.content}
