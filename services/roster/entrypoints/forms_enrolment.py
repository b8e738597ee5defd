"""
What the forms about a mother's way send.
"""

from marshmallow import fields

from services.roster.domain.enrolment import (
    Decision,
    Enrolment,
    Help,
    LeaveReason,
    PauseReason,
)
from services.roster.domain.profile import Knows
from services.roster.entrypoints.forms import Form
from services.roster.entrypoints.schema_fields import Day


class YesForm(Form):
    said_yes_on = Day(required=True)


class FirstVisitForm(Form):
    session_id = fields.UUID(required=True)


class OtherGroupForm(Form):
    group_id = fields.UUID(required=True)


class PauseForm(Form):
    reason = fields.Enum(PauseReason, by_value=True, required=True)
    until = Day(load_default=None)


class LeaveForm(Form):
    reason = fields.Enum(LeaveReason, by_value=True, required=True)


class ReviewForm(Form):
    decision = fields.Enum(Decision, by_value=True, required=True)


class HelpForm(Form):
    kind = fields.Enum(Help, by_value=True, required=True)


class DeclineForm(Form):
    may_ask_at_new_birth = fields.Boolean(load_default=False)


class ListQuery(Form):
    """
    Which part of the list is asked for, and behind whom the page begins.
    """

    group_id = fields.UUID(load_default=None)
    enrolment = fields.Enum(Enrolment, by_value=True, load_default=None)
    offers = fields.Enum(Help, by_value=True, load_default=None)
    knows = fields.Enum(Knows, by_value=True, load_default=None)
    after = fields.UUID(load_default=None)
