"""
A mother's answer, as the API and the forms read it.
"""

from typing import Any

from marshmallow import Schema, post_load
from marshmallow.fields import (
    Boolean,
    Date,
    Enum,
    String,
)
from marshmallow.validate import Length, OneOf, Regexp

from services.referrals.domain.consent import Consent, ConsentPurpose
from shared.kernel.organisations import Organisation, Role

EXPLAIN = (Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR)
_language = (Length(max=35), Regexp(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"))
_of_role = OneOf(list(EXPLAIN))


def language_field(**options: Any) -> String:
    """
    Return a field for a BCP 47 code, as the events carry it.
    """
    return String(validate=_language, **options)


class ConsentAnswerSchema(Schema):
    """
    What a mother answered; the route says what she was asked.
    """

    given = Boolean(required=True, truthy={True}, falsy={False})
    language = language_field(required=True)
    explained_by_role = Enum(Role, by_value=True, required=True, validate=_of_role)
    interpreted = Boolean(required=True, truthy={True}, falsy={False})
    said_on = Date(required=True)


class HealthVisitConsentSchema(ConsentAnswerSchema):
    """
    The answer to whether the health visitors may be told.
    """

    @post_load
    def make(self, answer: dict[str, Any], **_: Any) -> Consent:
        return health_visit_consent(answer)


class DaycareConsentSchema(ConsentAnswerSchema):
    """
    The answer to whether daycare intake may be told.
    """

    @post_load
    def make(self, answer: dict[str, Any], **_: Any) -> Consent:
        return daycare_consent(answer)


def health_visit_consent(answer: dict[str, Any]) -> Consent:
    return Consent(
        purpose=ConsentPurpose.HEALTH_VISIT,
        recipient=Organisation.HEALTH_VISITORS,
        **answer,
    )


def daycare_consent(answer: dict[str, Any]) -> Consent:
    return Consent(
        purpose=ConsentPurpose.DAYCARE,
        recipient=Organisation.DAYCARE_INTAKE,
        **answer,
    )
