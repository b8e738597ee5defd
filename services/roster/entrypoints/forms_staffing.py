"""
What the forms send about groups, those who run them, and when they are away.
"""

from marshmallow import fields

from services.roster.domain.absence import AbsenceKind
from services.roster.entrypoints.forms import Form, GroupForm, RunByForm
from services.roster.entrypoints.schema_fields import Day


class GroupChangeForm(GroupForm):
    version = fields.Integer(load_default=None)


class WhoRunsForm(RunByForm):
    """
    ``sure`` is said by who gives the group away.
    """

    version = fields.Integer(load_default=None)
    sure = fields.Boolean(load_default=False)


class SeatForm(Form):
    """
    Who runs the group for one organisation; an empty choice is nobody.
    """

    user_id = fields.UUID(load_default=None)
    deputy_id = fields.UUID(load_default=None)


class AbsenceForm(Form):
    """
    Without a last day it is one day.
    """

    user_id = fields.UUID(required=True)
    first_day = Day(required=True)
    last_day = Day(load_default=None)
    kind = fields.Enum(AbsenceKind, by_value=True, required=True)


class AnswerForm(Form):
    session_id = fields.UUID(required=True)
    deputy_id = fields.UUID(required=True)
    comes = fields.Boolean(required=True)
