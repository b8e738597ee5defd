"""
What the JSON API reads and answers about mothers.
"""

from marshmallow import Schema, fields
from marshmallow.validate import Length, OneOf, Range

from services.roster.domain.disclosure import Purpose
from services.roster.domain.enrolment import Enrolment, SuggestedBy
from services.roster.entrypoints.schema_fields import (
    Day,
    Flag,
    Moment,
    Name,
    Phone,
    Whole,
)
from services.roster.entrypoints.schemas_enrolment import StandingSchema
from services.roster.entrypoints.schemas_profile import ProfileSchema
from services.roster.usecases.queries import MOST_SHOWN
from shared.kernel.organisations import Role

CARE_FOR_HER = (
    Role.COORDINATOR,
    Role.PAEDAGOG,
    Role.HEALTH_VISITOR,
    Role.HEALTH_VISITORS_LEADER,
    Role.DAYCARE_INTAKE,
)

_MOST_CHILDREN = 9
_MOST_LANGUAGES = 20


class MothersQuerySchema(Schema):
    group_id = fields.UUID(load_default=None)
    enrolment = fields.Enum(Enrolment, by_value=True, load_default=None)
    after = fields.UUID(load_default=None)
    limit = fields.Integer(
        load_default=MOST_SHOWN, validate=Range(min=1, max=MOST_SHOWN)
    )


class ChildSchema(Schema):
    id = fields.UUID(dump_only=True)
    first_name = Name(load_default=None, allow_none=True)
    born_on = Day(required=True)


class ContactSchema(Schema):
    """
    A mother's contact, whole: what is left out is not known.
    """

    display_name = Name(required=True)
    phone = Phone(required=True, allow_none=True)
    languages = fields.List(
        fields.String(validate=Length(max=35)),
        required=True,
        validate=Length(max=_MOST_LANGUAGES),
    )
    shared_phone = Flag(required=True)
    may_leave_message = Flag(required=True)


class ContactChangeSchema(ContactSchema):
    said_yes_on = Day(load_default=None, allow_none=True)
    version = Whole(load_default=None, allow_none=True)


class WalkInSchema(Schema):
    """
    What is asked of somebody who has just walked in.
    """

    display_name = Name(required=True)
    phone = Phone(load_default=None, allow_none=True)
    languages = fields.List(
        fields.String(validate=Length(max=35)),
        load_default=list,
        validate=Length(max=_MOST_LANGUAGES),
    )


class NewMotherSchema(WalkInSchema):
    group_id = fields.UUID(required=True)
    shared_phone = Flag(load_default=False)
    may_leave_message = Flag(load_default=False)
    said_yes_on = Day(load_default=None, allow_none=True)
    # Who thought of her; left out for one who comes to the group already.
    suggested_by = fields.Enum(
        SuggestedBy, by_value=True, load_default=None, allow_none=True
    )
    children = fields.List(
        fields.Nested(ChildSchema),
        load_default=list,
        validate=Length(max=_MOST_CHILDREN),
    )
    profile = fields.Nested(ProfileSchema, load_default=None, allow_none=True)


class MotherSchema(Schema):
    id = fields.UUID(attribute="mother.id")
    group_id = fields.UUID(attribute="mother.group_id")
    display_name = fields.String(attribute="mother.display_name")
    phone = fields.String(attribute="mother.phone")
    languages = fields.List(fields.String(), attribute="mother.languages")
    shared_phone = fields.Boolean(attribute="mother.shared_phone")
    may_leave_message = fields.Boolean(attribute="mother.may_leave_message")
    said_yes_on = fields.Date(attribute="mother.said_yes_on")
    enrolment = fields.String(attribute="mother.enrolment")
    standing = fields.Nested(StandingSchema, attribute="mother.standing")
    suggested_by = fields.String(attribute="mother.suggested_by")
    version = fields.Integer(attribute="mother.version")
    children = fields.List(fields.Nested(ChildSchema))


class DeclineSchema(Schema):
    may_ask_at_new_birth = Flag(load_default=False)


class SavedMotherSchema(Schema):
    """
    What a change answers: no name, because answers are kept for repeats.
    """

    id = fields.UUID()
    enrolment = fields.String()
    version = fields.Integer()
    child_ids = fields.List(fields.UUID())


class OrderedErasureSchema(Schema):
    """
    What erasing answers: not her id, because answers are kept for repeats.
    """

    ordered_at = Moment()
    due_at = Moment()


class ErasureSchema(OrderedErasureSchema):
    """
    Who was erased, by her id alone.
    """

    id = fields.UUID()
    cause = fields.String()
    confirmed = fields.Dict(keys=fields.String(), values=Moment())
    completed_at = Moment(allow_none=True)


class DisclosureRequestSchema(Schema):
    mother_id = fields.UUID(required=True)
    purpose = fields.Enum(Purpose, by_value=True, required=True)
    reference = fields.UUID(required=True)
    # A machine asks for a person; a person asks for herself.
    for_role = fields.Enum(Role, by_value=True, validate=OneOf(CARE_FOR_HER))


class CardChildSchema(Schema):
    child_id = fields.UUID(attribute="id")
    first_name = fields.String()


class CardSchema(Schema):
    display_name = fields.String(attribute="mother.display_name")
    phone = fields.String(attribute="mother.phone")
    languages = fields.List(fields.String(), attribute="mother.languages")
    shared_phone = fields.Boolean(attribute="mother.shared_phone")
    may_leave_message = fields.Boolean(attribute="mother.may_leave_message")
    children = fields.List(fields.Nested(CardChildSchema))


class DisclosureSchema(Schema):
    purpose = fields.String()
    reference = fields.UUID()
    role = fields.String()
    organisation = fields.String()
    at = Moment()
