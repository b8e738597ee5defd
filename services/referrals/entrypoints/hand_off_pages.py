"""
The page of one hand-off, and the form for a new one.
"""

from datetime import date
from typing import Any
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.domain.errors import HandOffNotFound
from services.referrals.domain.guarantee import guarantee_date
from services.referrals.domain.hand_off import HEARS_THE_WISH, HandOff
from services.referrals.domain.sight import sees_card_of_hand_off
from services.referrals.entrypoints import forms
from services.referrals.entrypoints.asked import asked_id
from services.referrals.entrypoints.consent_schemas import EXPLAIN
from services.referrals.entrypoints.next_steps import next_steps_of_hand_off
from services.referrals.entrypoints.page_frame import (
    PAGES,
    FormStep,
    latest_months,
    months_to_come,
    today,
)
from services.referrals.entrypoints.words import WORDS
from services.referrals.usecases.accept_offer import accept_offer
from services.referrals.usecases.apply_for_place import apply_for_place
from services.referrals.usecases.contact_card import ContactCard
from services.referrals.usecases.decline_offer import decline_offer
from services.referrals.usecases.offer_place import offer_place
from services.referrals.usecases.queries import hand_off_seen, known_children
from services.referrals.usecases.record_daycare_consent import record_daycare_consent
from services.referrals.usecases.start_in_daycare import start_in_daycare
from services.referrals.usecases.want_place import want_place
from shared.web.http import Call

_NEW = FormStep(form=forms.WantForm, take=want_place)
_STEPS = {
    "apply": FormStep(form=forms.ApplyForm, take=apply_for_place),
    "offer": FormStep(form=forms.OfferForm, take=offer_place),
    "accept": FormStep(form=forms.StepForm, take=accept_offer),
    "decline": FormStep(form=forms.StepForm, take=decline_offer),
    "start": FormStep(form=forms.StartForm, take=start_in_daycare),
    "record_consent": FormStep(
        form=forms.DaycareAnswerForm, take=record_daycare_consent
    ),
}


class Entrypoints:
    """
    Hand-offs in a browser.
    """

    uow: Any
    contact_cards: Any

    @PAGES.get("/hand_offs/new", "new_hand_off.html")
    def form_for_new_hand_off(self, call: Call) -> dict[str, Any]:
        mother_id = asked_id(call.query, "mother")
        return {
            "mother_id": mother_id,
            "children": known_children(
                mother_id=mother_id, for_roles=HEARS_THE_WISH, by=call.by, uow=self.uow
            ),
            "months": months_to_come(call.now),
            "words": WORDS,
        }

    @PAGES.post("/hand_offs/new")
    def want_from_form(self, call: Call) -> str:
        hand_off = _NEW.send(
            call.content, consent=None, by=call.by, now=call.now, uow=self.uow
        )
        return f"/referrals/hand_offs/{hand_off.id}"

    @PAGES.get("/hand_offs/<uuid:hand_off_id>", "hand_off.html")
    def page_of_hand_off(self, call: Call, hand_off_id: UUID) -> dict[str, Any]:
        hand_off, child = hand_off_seen(hand_off_id, by=call.by, uow=self.uow)
        shows_card = sees_card_of_hand_off(hand_off, role=call.by)
        return {
            "hand_off": hand_off,
            "child": child,
            "guarantee": _guarantee(hand_off, child),
            "shows_card": shows_card,
            "card": self._mothers_card(hand_off, call) if shows_card else None,
            "steps": next_steps_of_hand_off(hand_off, by=call.by),
            "explain": EXPLAIN,
            "today": today(call.now),
            "months": latest_months(call.now),
            "words": WORDS,
        }

    @PAGES.post("/hand_offs/<uuid:hand_off_id>/<step>")
    def take_step_of_hand_off(self, call: Call, hand_off_id: UUID, step: str) -> str:
        if step not in _STEPS:
            raise HandOffNotFound
        _STEPS[step].send(
            call.content,
            hand_off_id=hand_off_id,
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"/referrals/hand_offs/{hand_off_id}"

    def _mothers_card(self, hand_off: HandOff, call: Call) -> ContactCard | None:
        card: ContactCard | None = self.contact_cards.ask(
            mother_id=hand_off.mother_id,
            purpose="daycare_hand_off",
            reference=hand_off.id,
            by=call.by,
        )
        return card


def _guarantee(hand_off: HandOff, child: Child) -> date | None:
    """
    Return the day that is guaranteed, if she has applied and never said no.
    """
    declined = any(step.reason == "offer_declined" for step in hand_off.history)
    if hand_off.applied_on is None or declined:
        return None
    return guarantee_date(
        born_on=child.birth_month,
        applied_on=hand_off.applied_on,
        needed_on=hand_off.need_month,
    )
