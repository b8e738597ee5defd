"""
What the API answers.
"""

from marshmallow import Schema
from marshmallow.fields import (
    UUID,
    AwareDateTime,
    Boolean,
    Date,
    Enum,
    Integer,
    List,
    Nested,
    Raw,
    String,
)

from services.referrals.domain.consent import ConsentPurpose
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.interpreter import InterpreterKind, InterpreterState
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
    ReferralState,
)
from services.referrals.entrypoints.consent_schemas import ConsentAnswerSchema
from shared.kernel.organisations import Organisation, Role


class InterpreterSchema(Schema):
    state = Enum(InterpreterState, by_value=True)
    language = String(allow_none=True)
    kind = Enum(InterpreterKind, by_value=True, allow_none=True)


class ConsentSchema(ConsentAnswerSchema):
    purpose = Enum(ConsentPurpose, by_value=True)
    recipient = Enum(Organisation, by_value=True)


class TransitionSchema(Schema):
    at = AwareDateTime(format="iso")
    from_state = String(allow_none=True)
    to_state = String()
    by_role = Enum(Role, by_value=True)
    by_organisation = Enum(Organisation, by_value=True)
    reason = String(allow_none=True)


class ReferralLineSchema(Schema):
    id = UUID()
    version = Integer()
    state = Enum(ReferralState, by_value=True)
    mother_id = UUID()
    child_id = UUID(allow_none=True)
    concern = Enum(ConcernCategory, by_value=True)
    priority = Enum(Priority, by_value=True)
    interpreter = Nested(InterpreterSchema)
    visit_at = AwareDateTime(format="iso", allow_none=True)
    visit_is_ready = Boolean()
    reason = Enum(DeclineReason, by_value=True, allow_none=True)
    outcome_code = Enum(OutcomeCode, by_value=True, allow_none=True)


class ReferralSchema(ReferralLineSchema):
    consent = Nested(ConsentSchema, allow_none=True)
    drafted_by_role = Enum(Role, by_value=True)
    drafted_by_organisation = Enum(Organisation, by_value=True)
    history = List(Nested(TransitionSchema))


class HandOffLineSchema(Schema):
    id = UUID()
    version = Integer()
    state = Enum(HandOffState, by_value=True)
    child_id = UUID()
    mother_id = UUID()
    need_month = Date()
    languages = List(String())
    applied_on = Date(allow_none=True)
    answer_by = Date(allow_none=True)
    wished = Boolean(allow_none=True)
    start_month = Date(allow_none=True)


class HandOffSchema(HandOffLineSchema):
    wishes = List(String())
    consent = Nested(ConsentSchema, allow_none=True)
    history = List(Nested(TransitionSchema))


class PartnerEventSchema(Schema):
    """
    A CloudEvents 1.0 event, as it was published.
    """

    specversion = String()
    id = String()
    source = String()
    type = String()
    subject = String()
    time = String()
    recordedtime = String()
    datacontenttype = String()
    dataschema = String()
    correlationid = String()
    causationid = String()
    traceparent = String()
    aggregateversion = Integer()
    org = String()
    sensitivity = String()
    data = Raw()
