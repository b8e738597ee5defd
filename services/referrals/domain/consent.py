"""
A mother's answer to the question whether something about her may be told to others.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.referrals.domain.days import refuse_unless_until_today
from services.referrals.domain.errors import ConsentMissing, ConsentRefused
from shared.kernel.organisations import Organisation, Role


class ConsentPurpose(StrEnum):
    """
    What the disclosure is for.
    """

    HEALTH_VISIT = "health_visit"
    DAYCARE = "daycare"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """
    Given or refused, for one purpose and one recipient, and how she was asked.
    """

    given: bool
    purpose: ConsentPurpose
    recipient: Organisation
    language: str
    explained_by_role: Role
    interpreted: bool
    said_on: date

    @property
    def answer(self) -> str:
        return "consent_given" if self.given else "consent_refused"

    def refuse_unless_until(self, now: datetime) -> None:
        """
        Refuse an answer of a day that has not come: she cannot have said it yet.
        """
        refuse_unless_until_today(now=now, said_on=self.said_on)

    def is_about(self, *, purpose: ConsentPurpose, recipient: Organisation) -> bool:
        return self.purpose == purpose and self.recipient == recipient


def refuse_unless_consented(
    consent: Consent | None,
    *,
    purpose: ConsentPurpose,
    recipient: Organisation,
    state: str,
    version: int,
    within_own_service: bool = False,
) -> None:
    """
    Refuse a disclosure that the mother has not said yes to.

    An answer about another purpose or another recipient is no answer here. Within one
    service nothing is disclosed, so no answer is needed; but a no is still a no.
    """
    about_this = consent and consent.is_about(purpose=purpose, recipient=recipient)
    answer = consent if about_this else None
    if answer is None and not within_own_service:
        raise ConsentMissing(state=state, version=version)
    if answer is not None and not answer.given:
        raise ConsentRefused(state=state, version=version)
