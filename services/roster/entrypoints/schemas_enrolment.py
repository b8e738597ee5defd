"""
What the JSON API reads and answers about a mother's way.
"""

from marshmallow import Schema, fields

from services.roster.domain.enrolment import Decision, Help, LeaveReason, PauseReason
from services.roster.entrypoints.schema_fields import Day, Moment


class YesSchema(Schema):
    said_yes_on = Day(required=True)


class FirstVisitSchema(Schema):
    session_id = fields.UUID(required=True)


class OtherGroupSchema(Schema):
    group_id = fields.UUID(required=True)


class PauseSchema(Schema):
    reason = fields.Enum(PauseReason, by_value=True, required=True)
    until = Day(load_default=None, allow_none=True)


class LeaveSchema(Schema):
    reason = fields.Enum(LeaveReason, by_value=True, required=True)


class DecisionSchema(Schema):
    decision = fields.Enum(Decision, by_value=True, required=True)


class HelpSchema(Schema):
    kind = fields.Enum(Help, by_value=True, required=True)


class StepSchema(Schema):
    """
    One step on her way: who took it, when, why, and because of which event.
    """

    step = fields.String()
    from_state = fields.String()
    to_state = fields.String()
    by_role = fields.String()
    by_organisation = fields.String()
    at = Moment()
    reason = fields.String()
    about = fields.UUID()
    causing_event_id = fields.UUID()
    version = fields.Integer()


class ReviewSchema(Schema):
    cause = fields.String()
    raised_on = fields.Date()
    proposal = fields.String()
    proposed_by = fields.String()


class StandingSchema(Schema):
    """
    Where she stands, and what hangs on it.
    """

    enrolment = fields.String()
    since = fields.Date()
    reason = fields.String()
    until = fields.Date()
    first_visit_id = fields.UUID()
    offers_help = fields.Boolean()
    review = fields.Nested(ReviewSchema, allow_none=True)
