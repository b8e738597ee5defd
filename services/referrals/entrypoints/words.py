"""
What the codes are called on the pages.
"""

from operator import itemgetter
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from services.referrals.domain.hand_off_codes import HandOffState, Wish
from services.referrals.domain.interpreter import InterpreterKind, InterpreterState
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
    ReferralState,
)
from services.referrals.domain.transition import Transition
from shared.web.language import gettext
from shared.web.language import lazy_gettext as _
from shared.web.language import lazy_pgettext as pgettext
from shared.web.moments import language_name, month

CONCERNS = {
    ConcernCategory.WEIGHT: _("Vægt"),
    ConcernCategory.SLEEP: _("Søvn"),
    ConcernCategory.FEEDING: _("Mad og amning"),
    ConcernCategory.MOTOR: _("Bevægelse"),
    ConcernCategory.SPEECH: pgettext("concern", "Sprog"),
    ConcernCategory.WELLBEING_MOTHER: _("Mors trivsel"),
    ConcernCategory.WELLBEING_CHILD: _("Barnets trivsel"),
    ConcernCategory.OTHER: _("Andet"),
}
PRIORITIES = {Priority.ROUTINE: _("Når der er tid"), Priority.SOON: _("Snart")}
REFERRAL_STATES = {
    ReferralState.DRAFT: _("Kladde"),
    ReferralState.REQUESTED: _("Sendt"),
    ReferralState.ACCEPTED: _("Taget imod"),
    ReferralState.SCHEDULED: _("Besøg aftalt"),
    ReferralState.DISCARDED: _("Kasseret"),
    ReferralState.DECLINED: _("Afvist"),
    ReferralState.COMPLETED: _("Afsluttet"),
}
DECLINE_REASONS = {
    DeclineReason.AT_CAPACITY: _("Der er ikke plads lige nu"),
    DeclineReason.NOT_OUR_TASK: _("Det er ikke en opgave for sundhedsplejen"),
    DeclineReason.KNOWN_ALREADY: _("Sundhedsplejen er der i forvejen"),
    DeclineReason.FAMILY_DECLINED: _("Familien ønsker det ikke"),
    DeclineReason.NEED_MORE_INFO: _("Der mangler oplysninger"),
}
OUTCOMES = {
    OutcomeCode.ADVICE_GIVEN: _("Familien har fået råd"),
    OutcomeCode.ONGOING_WITH_HEALTH_VISITORS: _("Sundhedsplejen går videre med det"),
    OutcomeCode.REFERRED_ONWARD: _("Henvist videre"),
    OutcomeCode.NO_NEED: _("Der var ikke behov"),
    OutcomeCode.FAMILY_SAID_NO: _("Familien sagde nej tak"),
}
INTERPRETER_STATES = {
    InterpreterState.NOT_NEEDED: _("Tolk er ikke nødvendig"),
    InterpreterState.NEEDED: _("Tolk mangler"),
    InterpreterState.REQUESTED: _("Tolk mangler: bestilt, men ikke bekræftet"),
    InterpreterState.BOOKED: _("Tolk er på plads"),
    InterpreterState.NONE_AVAILABLE: _("Tolk mangler: der var ingen at få"),
}
INTERPRETER_KINDS = {
    InterpreterKind.PROFESSIONAL: _("Tolken kommer med"),
    InterpreterKind.PHONE_PROFESSIONAL: _("Tolken er med på telefon"),
}
HAND_OFF_STATES = {
    HandOffState.WANTED: _("Ønsker plads"),
    HandOffState.APPLIED: _("Har søgt"),
    HandOffState.OFFERED: _("Har fået tilbud"),
    HandOffState.ACCEPTED: _("Har sagt ja"),
    HandOffState.STARTED: _("Startet"),
}
WISHES = {
    Wish.LINKED_DAYCARE: _("Den daginstitution, som gruppen hører til"),
    Wish.NEAR_HOME: _("Tæt på hjemmet"),
    Wish.SAME_AS_SIBLING: _("Samme sted som søskende"),
    Wish.CHILDMINDER: _("Dagpleje"),
}
_STEPS = {
    "consent_given": _("Mor har sagt ja til, at det må gives videre"),
    "consent_refused": _("Mor har sagt nej til, at det må gives videre"),
    "rescheduled": _("Besøget er flyttet"),
    "interpreter_requested": _("Tolk er bestilt"),
    "interpreter_booked": _("Tolk er på plads"),
    "interpreter_none_available": _("Der var ingen tolk at få"),
    "offer_declined": _("Familien sagde nej til pladsen"),
}
_ARRIVALS = {
    "draft": _("Kladden er skrevet"),
    "requested": _("Sendt til sundhedsplejen"),
    "accepted": _("Taget imod"),
    "scheduled": _("Besøget er aftalt"),
    "discarded": _("Kladden er kasseret"),
    "declined": _("Afvist"),
    "completed": _("Afsluttet"),
    "wanted": _("Ønsket er skrevet ned"),
    "applied": _("Mor har søgt plads"),
    "offered": _("Pladsanvisningen tilbyder en plads"),
    "started": _("Barnet er startet"),
}
# What staff meet most often in such a group; the API takes any language.
_OFTEN = (
    "am", "ar", "bn", "bs", "ckb", "da", "en", "es", "fa", "fa-AF", "fr", "hi", "ku",
    "lt", "ne", "pl", "ps", "pt", "ro", "ru", "so", "sq", "sw", "ta", "th", "ti", "tl",
    "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip


def reference(case: UUID) -> str:
    """
    Write what two people can say to each other on the phone.

    These are the last digits: the first are a time, the same for all of one minute.
    """
    return case.hex[-8:]


def step_taken(step: Transition) -> Any:
    """
    Say in plain words what was done.
    """
    if step.reason in _STEPS:
        return _STEPS[step.reason]
    if step.from_state == "offered":
        return gettext("Familien sagde ja til pladsen")
    told = _ARRIVALS[step.to_state]
    if step.reason in set(DeclineReason):
        return f"{told}: {str(DECLINE_REASONS[DeclineReason(step.reason)]).lower()}"
    return told


def languages() -> list[tuple[str, str]]:
    """
    Return the languages to choose from, by their names.
    """
    return sorted(((code, language_name(code)) for code in _OFTEN), key=itemgetter(1))


def interpreter_languages() -> list[tuple[str, str]]:
    return [one for one in languages() if one[0] != "da"]


WORDS = SimpleNamespace(
    concerns=CONCERNS,
    priorities=PRIORITIES,
    referral_states=REFERRAL_STATES,
    decline_reasons=DECLINE_REASONS,
    outcomes=OUTCOMES,
    interpreter_states=INTERPRETER_STATES,
    interpreter_kinds=INTERPRETER_KINDS,
    hand_off_states=HAND_OFF_STATES,
    wishes=WISHES,
    languages=languages,
    interpreter_languages=interpreter_languages,
    language=language_name,
    month=month,
    reference=reference,
    step_taken=step_taken,
)
"""Everything above, under one name for the templates."""
