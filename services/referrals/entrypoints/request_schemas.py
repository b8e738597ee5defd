"""
What the API reads.

It is handed to a use case as it stands, so a field is called as its argument.
"""

from typing import Any

from marshmallow import Schema, post_load
from marshmallow.fields import (
    UUID,
    AwareDateTime,
    Boolean,
    Date,
    Enum,
    Integer,
    List,
    Nested,
    String,
)
from marshmallow.validate import Length

from services.referrals.domain.interpreter import InterpreterKind
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
)
from services.referrals.entrypoints.consent_schemas import (
    DaycareConsentSchema,
    HealthVisitConsentSchema,
    language_field,
)

_MOST = 20


class DraftRequestSchema(Schema):
    mother_id = UUID(required=True)
    child_id = UUID(load_default=None, allow_none=True)
    concern = Enum(ConcernCategory, by_value=True, required=True)
    priority = Enum(Priority, by_value=True, required=True)
    interpreter_language = language_field(load_default=None, allow_none=True)
    consent = Nested(HealthVisitConsentSchema, load_default=None, allow_none=True)


class StepRequestSchema(Schema):
    """
    ``version`` is the one that was looked at; a newer one is not overwritten.
    """

    version = Integer(strict=True, load_default=None, allow_none=True)


class DeclineRequestSchema(StepRequestSchema):
    reason = Enum(DeclineReason, by_value=True, required=True)


class VisitRequestSchema(StepRequestSchema):
    visit_at = AwareDateTime(format="iso", required=True)


class InterpreterRequestSchema(StepRequestSchema):
    kind = Enum(InterpreterKind, by_value=True, required=True)


class OutcomeRequestSchema(StepRequestSchema):
    outcome_code = Enum(OutcomeCode, by_value=True, required=True)


class ReferralConsentRequestSchema(StepRequestSchema):
    consent = Nested(HealthVisitConsentSchema, required=True)


class WantRequestSchema(Schema):
    child_id = UUID(required=True)
    need_month = Date(required=True)
    wishes = List(String(), load_default=list, validate=Length(max=_MOST))
    languages = List(language_field(), load_default=list, validate=Length(max=_MOST))
    consent = Nested(DaycareConsentSchema, load_default=None, allow_none=True)

    @post_load
    def freeze(self, told: dict[str, Any], **_: Any) -> dict[str, Any]:
        lists = {name: tuple(told[name]) for name in ("wishes", "languages")}
        return {**told, **lists}


class ApplyRequestSchema(StepRequestSchema):
    on = Date(required=True)


class OfferRequestSchema(StepRequestSchema):
    answer_by = Date(required=True)
    wished = Boolean(required=True, truthy={True}, falsy={False})


class StartRequestSchema(StepRequestSchema):
    start_month = Date(required=True)


class DaycareConsentRequestSchema(StepRequestSchema):
    consent = Nested(DaycareConsentSchema, required=True)
