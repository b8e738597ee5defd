"""
What a referral should do, as plain tables, apart from the code that is tested.
"""

from typing import Any

from services.referrals.domain.act import Act
from services.referrals.domain.consent import Consent
from services.referrals.domain.interpreter import InterpreterKind
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import DeclineReason, OutcomeCode
from tests.referrals.domain.examples import (
    DAYCARE_NO,
    DAYCARE_YES,
    FRIDAY_NINE,
    NO,
    THURSDAY_NINE,
    YES,
)

STEPS: list[tuple[str, dict[str, Any]]] = [
    *(
        ("record_consent", {"consent": answer})
        for answer in (YES, NO, DAYCARE_YES, DAYCARE_NO)
    ),
    ("submit", {}),
    ("discard", {}),
    ("accept", {}),
    *(("decline", {"reason": reason}) for reason in DeclineReason),
    *(("schedule", {"visit_at": time}) for time in (THURSDAY_NINE, FRIDAY_NINE)),
    *(("reschedule", {"visit_at": time}) for time in (THURSDAY_NINE, FRIDAY_NINE)),
    *(("complete", {"outcome_code": outcome}) for outcome in OutcomeCode),
    ("request_interpreter", {}),
    *(("book_interpreter", {"kind": kind}) for kind in InterpreterKind),
    ("report_no_interpreter", {}),
]

DRAFTERS_STEPS = {"record_consent", "submit", "discard"}
SENDERS = {
    "coordinator": "housing_team",
    "paedagog": "daycare",
    "health_visitor": "health_visitors",
}
RECIPIENTS = {
    "health_visitor": "health_visitors",
    "health_visitors_leader": "health_visitors",
}
ANSWERS = {"accept", "decline"}
VISITORS = {"health_visitor": "health_visitors"}

LEADS_TO = {
    ("record_consent", "draft"): "draft",
    ("submit", "draft"): "requested",
    ("discard", "draft"): "discarded",
    ("accept", "requested"): "accepted",
    ("decline", "requested"): "declined",
    ("decline", "accepted"): "declined",
    ("schedule", "accepted"): "scheduled",
    ("reschedule", "scheduled"): "scheduled",
    ("complete", "accepted"): "completed",
    ("complete", "scheduled"): "completed",
    ("request_interpreter", "scheduled"): "scheduled",
    ("book_interpreter", "scheduled"): "scheduled",
    ("report_no_interpreter", "scheduled"): "scheduled",
}

INTERPRETER_LEADS_TO = {
    ("request_interpreter", "needed"): "requested",
    ("request_interpreter", "none_available"): "requested",
    ("book_interpreter", "requested"): "booked",
    ("report_no_interpreter", "requested"): "none_available",
    ("report_no_interpreter", "booked"): "none_available",
}

NEVER_INTERPRETS = {
    "relative": "interpreter-is-relative",
    "minor": "interpreter-is-minor",
    "group_member": "interpreter-is-group-member",
}


def expected_refusal(
    referral: Referral, step: str, facts: dict[str, Any], act: Act
) -> str | None:
    """
    Return the code that must come back, or None where the step must be taken.
    """
    may_not = _who_may_not(referral, step, act)
    if may_not:
        return may_not
    if (step, referral.state) not in LEADS_TO:
        return "referral-in-state"
    if step == "submit":
        return _unconsented(referral.consent, own=act.by_role == "health_visitor")
    if step == "reschedule" and facts["visit_at"] == referral.visit_at:
        return "visit-already-at-this-time"
    if "interpreter" in step:
        return _not_interpreted(referral, step, facts)
    return None


def _who_may_not(referral: Referral, step: str, act: Act) -> str | None:
    may = _who_may(step)
    if act.by_role not in may:
        return "role-may-not"
    theirs = act.by_organisation == referral.drafted_by_organisation
    if step in DRAFTERS_STEPS and not theirs:
        return "not-yours"
    return None if act.by_organisation == may[act.by_role] else "not-yours"


def _who_may(step: str) -> dict[str, str]:
    if step in DRAFTERS_STEPS:
        return SENDERS
    return RECIPIENTS if step in ANSWERS else VISITORS


def _unconsented(consent: Consent | None, *, own: bool) -> str | None:
    if consent == NO:
        return "consent-refused"
    return None if own or consent == YES else "consent-missing"


def _not_interpreted(
    referral: Referral, step: str, facts: dict[str, Any]
) -> str | None:
    never = NEVER_INTERPRETS.get(facts.get("kind", ""))
    known = (step, referral.interpreter.state) in INTERPRETER_LEADS_TO
    return never or (None if known else "interpreter-in-state")
