"""
The page of one referral, and the form for a new one.
"""

from typing import Any
from uuid import UUID

from services.referrals.domain.errors import ReferralNotFound
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_record import SENDERS
from services.referrals.entrypoints import forms
from services.referrals.entrypoints.asked import asked_id
from services.referrals.entrypoints.consent_schemas import EXPLAIN
from services.referrals.entrypoints.next_steps import next_steps_of_referral
from services.referrals.entrypoints.page_frame import PAGES, FormStep, today
from services.referrals.entrypoints.words import WORDS
from services.referrals.usecases.accept_referral import accept_referral
from services.referrals.usecases.book_interpreter import book_interpreter
from services.referrals.usecases.complete_referral import complete_referral
from services.referrals.usecases.contact_card import ContactCard
from services.referrals.usecases.decline_referral import decline_referral
from services.referrals.usecases.discard_referral import discard_referral
from services.referrals.usecases.draft_referral import draft_referral
from services.referrals.usecases.queries import (
    card_of_referral_seen,
    known_children,
    referral_seen,
)
from services.referrals.usecases.record_referral_consent import record_referral_consent
from services.referrals.usecases.report_no_interpreter import report_no_interpreter
from services.referrals.usecases.request_interpreter import request_interpreter
from services.referrals.usecases.reschedule_visit import reschedule_visit
from services.referrals.usecases.schedule_visit import schedule_visit
from services.referrals.usecases.submit_referral import submit_referral
from shared.web.http import Call

_NEW = FormStep(form=forms.DraftForm, take=draft_referral)
_STEPS = {
    "submit": FormStep(form=forms.StepForm, take=submit_referral),
    "accept": FormStep(form=forms.StepForm, take=accept_referral),
    "decline": FormStep(form=forms.DeclineForm, take=decline_referral),
    "schedule": FormStep(form=forms.VisitForm, take=schedule_visit),
    "reschedule": FormStep(form=forms.VisitForm, take=reschedule_visit),
    "request_interpreter": FormStep(form=forms.StepForm, take=request_interpreter),
    "book_interpreter": FormStep(form=forms.InterpreterForm, take=book_interpreter),
    "report_no_interpreter": FormStep(form=forms.StepForm, take=report_no_interpreter),
    "complete": FormStep(form=forms.OutcomeForm, take=complete_referral),
    "discard": FormStep(form=forms.StepForm, take=discard_referral),
    "record_consent": FormStep(
        form=forms.HealthVisitAnswerForm, take=record_referral_consent
    ),
}


class Entrypoints:
    """
    Referrals in a browser.
    """

    uow: Any
    contact_cards: Any

    @PAGES.get("/new", "new_referral.html")
    def form_for_new_referral(self, call: Call) -> dict[str, Any]:
        mother_id = asked_id(call.query, "mother")
        children = known_children(
            mother_id=mother_id, for_roles=SENDERS, by=call.by, uow=self.uow
        )
        return {"mother_id": mother_id, "children": children, "words": WORDS}

    @PAGES.post("/new")
    def draft_from_form(self, call: Call) -> str:
        referral = _NEW.send(
            call.content, consent=None, by=call.by, now=call.now, uow=self.uow
        )
        return f"/referrals/{referral.id}"

    @PAGES.get("/<uuid:referral_id>", "referral.html")
    def page_of_referral(self, call: Call, referral_id: UUID) -> dict[str, Any]:
        referral, child = referral_seen(referral_id, by=call.by, uow=self.uow)
        shows_card = card_of_referral_seen(referral, by=call.by, uow=self.uow)
        return {
            "referral": referral,
            "child": child,
            "shows_card": shows_card,
            "card": self._card(referral, call) if shows_card else None,
            "steps": next_steps_of_referral(
                referral, by=call.by, organisation=self.uow.cause.organisation
            ),
            "explain": EXPLAIN,
            "today": today(call.now),
            "words": WORDS,
        }

    @PAGES.post("/<uuid:referral_id>/<step>")
    def take_step_of_referral(self, call: Call, referral_id: UUID, step: str) -> str:
        if step not in _STEPS:
            raise ReferralNotFound
        _STEPS[step].send(
            call.content,
            referral_id=referral_id,
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"/referrals/{referral_id}"

    def _card(self, referral: Referral, call: Call) -> ContactCard | None:
        card: ContactCard | None = self.contact_cards.ask(
            mother_id=referral.mother_id,
            purpose="home_visit",
            reference=referral.id,
            by=call.by,
        )
        return card
