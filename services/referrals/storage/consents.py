"""
A mother's answer as columns of the row that it belongs to.
"""

from typing import Any

from services.referrals.domain.consent import Consent, ConsentPurpose
from shared.kernel.organisations import Organisation, Role

_FACTS = (
    "given",
    "purpose",
    "recipient",
    "language",
    "explained_by_role",
    "interpreted",
    "said_on",
)


def consent_row(consent: Consent | None) -> dict[str, Any]:
    return {f"consent_{fact}": getattr(consent, fact, None) for fact in _FACTS}


def consent_of(row: Any) -> Consent | None:
    if row.consent_given is None:
        return None
    return Consent(
        given=row.consent_given,
        purpose=ConsentPurpose(row.consent_purpose),
        recipient=Organisation(row.consent_recipient),
        language=row.consent_language,
        explained_by_role=Role(row.consent_explained_by_role),
        interpreted=row.consent_interpreted,
        said_on=row.consent_said_on,
    )
