"""
What the codes are called on the pages.
"""

from datetime import date
from types import SimpleNamespace
from uuid import UUID

from babel import Locale
from babel.dates import format_date

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

CONCERNS = {
    ConcernCategory.WEIGHT: "Vægt",
    ConcernCategory.SLEEP: "Søvn",
    ConcernCategory.FEEDING: "Mad og amning",
    ConcernCategory.MOTOR: "Bevægelse",
    ConcernCategory.SPEECH: "Sprog",
    ConcernCategory.WELLBEING_MOTHER: "Mors trivsel",
    ConcernCategory.WELLBEING_CHILD: "Barnets trivsel",
    ConcernCategory.OTHER: "Andet",
}
PRIORITIES = {Priority.ROUTINE: "Når der er tid", Priority.SOON: "Snart"}
REFERRAL_STATES = {
    ReferralState.DRAFT: "Kladde",
    ReferralState.REQUESTED: "Sendt",
    ReferralState.ACCEPTED: "Taget imod",
    ReferralState.SCHEDULED: "Besøg aftalt",
    ReferralState.DISCARDED: "Kasseret",
    ReferralState.DECLINED: "Afvist",
    ReferralState.COMPLETED: "Afsluttet",
}
DECLINE_REASONS = {
    DeclineReason.AT_CAPACITY: "Der er ikke plads lige nu",
    DeclineReason.NOT_OUR_TASK: "Det er ikke en opgave for sundhedsplejen",
    DeclineReason.KNOWN_ALREADY: "Sundhedsplejen er der i forvejen",
    DeclineReason.FAMILY_DECLINED: "Familien ønsker det ikke",
    DeclineReason.NEED_MORE_INFO: "Der mangler oplysninger",
}
OUTCOMES = {
    OutcomeCode.ADVICE_GIVEN: "Familien har fået råd",
    OutcomeCode.ONGOING_WITH_HEALTH_VISITORS: "Sundhedsplejen går videre med det",
    OutcomeCode.REFERRED_ONWARD: "Henvist videre",
    OutcomeCode.NO_NEED: "Der var ikke behov",
    OutcomeCode.FAMILY_SAID_NO: "Familien sagde nej tak",
}
INTERPRETER_STATES = {
    InterpreterState.NOT_NEEDED: "Tolk er ikke nødvendig",
    InterpreterState.NEEDED: "Tolk mangler",
    InterpreterState.REQUESTED: "Tolk mangler: bestilt, men ikke bekræftet",
    InterpreterState.BOOKED: "Tolk er på plads",
    InterpreterState.NONE_AVAILABLE: "Tolk mangler: der var ingen at få",
}
INTERPRETER_KINDS = {
    InterpreterKind.PROFESSIONAL: "Tolken kommer med",
    InterpreterKind.PHONE_PROFESSIONAL: "Tolken er med på telefon",
}
HAND_OFF_STATES = {
    HandOffState.WANTED: "Ønsker plads",
    HandOffState.APPLIED: "Har søgt",
    HandOffState.OFFERED: "Har fået tilbud",
    HandOffState.ACCEPTED: "Har sagt ja",
    HandOffState.STARTED: "Startet",
}
WISHES = {
    Wish.LINKED_DAYCARE: "Den daginstitution, som gruppen hører til",
    Wish.NEAR_HOME: "Tæt på hjemmet",
    Wish.SAME_AS_SIBLING: "Samme sted som søskende",
    Wish.CHILDMINDER: "Dagpleje",
}
_STEPS = {
    "consent_given": "Mor har sagt ja til, at det må gives videre",
    "consent_refused": "Mor har sagt nej til, at det må gives videre",
    "rescheduled": "Besøget er flyttet",
    "interpreter_requested": "Tolk er bestilt",
    "interpreter_booked": "Tolk er på plads",
    "interpreter_none_available": "Der var ingen tolk at få",
    "offer_declined": "Familien sagde nej til pladsen",
}
_ARRIVALS = {
    "draft": "Kladden er skrevet",
    "requested": "Sendt til sundhedsplejen",
    "accepted": "Taget imod",
    "scheduled": "Besøget er aftalt",
    "discarded": "Kladden er kasseret",
    "declined": "Afvist",
    "completed": "Afsluttet",
    "wanted": "Ønsket er skrevet ned",
    "applied": "Mor har søgt plads",
    "offered": "Pladsanvisningen tilbyder en plads",
    "started": "Barnet er startet",
}
# What staff meet most often in such a group; the API takes any language.
_OFTEN = (
    "am", "ar", "bn", "bs", "ckb", "da", "en", "es", "fa", "fa-AF", "fr", "hi", "ku",
    "lt", "ne", "pl", "ps", "pt", "ro", "ru", "so", "sq", "sw", "ta", "th", "ti", "tl",
    "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
_DANISH = Locale("da")


def language(code: str) -> str:
    """
    Write a language as ``tyrkisk``; a code that Danish has no name for stays a code.
    """
    return str(_DANISH.languages.get(code.replace("-", "_"), code))


def month(day: date) -> str:
    """
    Write a month as ``marts 2026``.
    """
    return format_date(day, "MMMM y", locale="da")


def reference(case: UUID) -> str:
    """
    Write what two people can say to each other on the phone.

    These are the last digits: the first are a time, the same for all of one minute.
    """
    return case.hex[-8:]


def step_taken(step: Transition) -> str:
    """
    Say in plain words what was done.
    """
    if step.reason in _STEPS:
        return _STEPS[step.reason]
    if step.from_state == "offered":
        return "Familien sagde ja til pladsen"
    told = _ARRIVALS[step.to_state]
    if step.reason in set(DeclineReason):
        return f"{told}: {DECLINE_REASONS[DeclineReason(step.reason)].lower()}"
    return told


_LANGUAGES = sorted(((code, language(code)) for code in _OFTEN), key=lambda it: it[1])

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
    languages=_LANGUAGES,
    interpreter_languages=[one for one in _LANGUAGES if one[0] != "da"],
    language=language,
    month=month,
    reference=reference,
    step_taken=step_taken,
)
"""Everything above, under one name for the templates."""
