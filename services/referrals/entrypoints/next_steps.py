"""
Which steps a page offers: those that the rules would allow to whoever looks at it.
"""

from services.referrals.domain.hand_off import (
    GIVES_PLACES,
    HEARS_THE_WISH,
    HELPS_THE_MOTHER,
    SEES_THE_START,
    HandOff,
)
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.interpreter import InterpreterState
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.domain.referral_record import RECIPIENTS, SENDERS, VISITORS
from shared.kernel.organisations import Organisation, Role

_NEEDS_ONE = frozenset({"request_interpreter"})
_RECIPIENTS_STEPS: dict[ReferralState, frozenset[str]] = {
    ReferralState.REQUESTED: frozenset({"accept", "decline"}),
    ReferralState.ACCEPTED: frozenset({"decline"}),
}
_VISITORS_STEPS: dict[ReferralState, frozenset[str]] = {
    ReferralState.ACCEPTED: frozenset({"schedule", "complete"}),
    ReferralState.SCHEDULED: frozenset({"reschedule", "complete"}),
}
_INTERPRETER_STEPS: dict[InterpreterState, frozenset[str]] = {
    InterpreterState.NEEDED: _NEEDS_ONE,
    InterpreterState.NONE_AVAILABLE: _NEEDS_ONE,
    InterpreterState.REQUESTED: frozenset(
        {"book_interpreter", "report_no_interpreter"}
    ),
    InterpreterState.BOOKED: frozenset({"report_no_interpreter"}),
}
_NONE: frozenset[str] = frozenset()


def next_steps_of_referral(
    referral: Referral, *, by: Role, organisation: Organisation
) -> frozenset[str]:
    if referral.state == ReferralState.DRAFT:
        return _steps_of_draft(referral, by=by, organisation=organisation)
    steps = _RECIPIENTS_STEPS.get(referral.state, _NONE) if by in RECIPIENTS else _NONE
    return steps | _steps_of_visit(referral) if by in VISITORS else steps


def _steps_of_visit(referral: Referral) -> frozenset[str]:
    steps = _VISITORS_STEPS.get(referral.state, _NONE)
    if referral.state == ReferralState.SCHEDULED:
        steps |= _INTERPRETER_STEPS.get(referral.interpreter.state, _NONE)
    return steps


def _steps_of_draft(
    referral: Referral, *, by: Role, organisation: Organisation
) -> frozenset[str]:
    if by not in SENDERS or referral.drafted_by_organisation != organisation:
        return _NONE
    consent = referral.consent
    within_own_service = organisation == Organisation.HEALTH_VISITORS
    may_send = consent.given if consent else within_own_service
    steps = {"record_consent", "discard"}
    return frozenset(steps | {"submit"} if may_send else steps)


def next_steps_of_hand_off(hand_off: HandOff, *, by: Role) -> frozenset[str]:
    steps = {
        HandOffState.WANTED: {"record_consent": HEARS_THE_WISH}
        | ({"apply": HELPS_THE_MOTHER} if _agreed(hand_off) else {}),
        HandOffState.APPLIED: {"offer": GIVES_PLACES},
        HandOffState.OFFERED: {"accept": HELPS_THE_MOTHER, "decline": HELPS_THE_MOTHER},
        HandOffState.ACCEPTED: {"start": SEES_THE_START},
        HandOffState.STARTED: {},
    }[hand_off.state]
    return frozenset(step for step, roles in steps.items() if by in roles)


def _agreed(hand_off: HandOff) -> bool:
    return hand_off.consent is not None and hand_off.consent.given
