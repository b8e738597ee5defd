"""
What the sealed lane is called on its pages.
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from services.referrals.domain.sealed_codes import SealedState
from services.referrals.domain.transition import Transition
from services.referrals.entrypoints.words import reference
from shared.web.language import gettext
from shared.web.language import lazy_gettext as _
from shared.web.moments import month

STATES = {
    SealedState.CONSIDERING: _("Overvejes"),
    SealedState.DISCUSSED: _("Talt med lederen"),
    SealedState.SENT: _("Sendt"),
    SealedState.RECEIPT_DUE: _("Kvittering mangler"),
    SealedState.RECEIPTED: _("Kvitteret"),
    SealedState.TOLD_OUTCOME: _("Har fået svar"),
    SealedState.CLOSED: _("Afsluttet"),
}
_TAKEN: dict[str, Any] = {
    "considering": _("Begyndt at overveje"),
    "discussed": _("Talt med lederen om det"),
    "sent": _("Sendt"),
    "receipted": _("Kvitteringen er kommet"),
    "told_outcome": _("Forvaltningen har svaret"),
    "closed": _("Afsluttet"),
}
_USUAL_OFFICES = {
    "family-department": _("Familieafdelingen"),
    "duty-service": _("Den sociale døgnvagt"),
}


def offices_of(configured: Mapping[str, str]) -> Mapping[str, Any]:
    """
    Return the offices to choose from, by their codes.
    """
    return configured or _USUAL_OFFICES


def step_taken(step: Transition) -> Any:
    if step.from_state == step.to_state:
        return gettext("Sendt igen, eller rettet")
    return _TAKEN[step.to_state]


WORDS = SimpleNamespace(
    states=STATES, step_taken=step_taken, reference=reference, month=month
)
"""Everything above, under one name for the templates."""
