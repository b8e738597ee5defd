"""
What the JSON API reads and answers about what a mother tells of herself.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import Length

from services.roster.domain.enrolment import Help
from services.roster.domain.profile import Knows, PhoneOf, Reads
from services.roster.entrypoints.schema_fields import Day, Name, Whole
from services.roster.usecases.change_profile import ToldOfHerself

_MOST_LANGUAGES = 20


class ProfileSchema(Schema):
    """
    Whole: what is left out is not known.
    """

    reads = fields.Enum(Reads, by_value=True, load_default=None, allow_none=True)
    reading_languages = fields.List(
        fields.String(validate=Length(max=35)),
        load_default=list,
        validate=Length(max=_MOST_LANGUAGES),
    )
    phone_of = fields.Enum(PhoneOf, by_value=True, load_default=None, allow_none=True)
    knows = fields.List(fields.Enum(Knows, by_value=True), load_default=list)
    offers = fields.List(fields.Enum(Help, by_value=True), load_default=list)
    food_note = Name(load_default=None, allow_none=True)
    buddy_id = fields.UUID(load_default=None, allow_none=True)


class ProfileChangeSchema(ProfileSchema):
    version = Whole(load_default=None, allow_none=True)


class ShownProfileSchema(Schema):
    reads = fields.String()
    reading_languages = fields.List(fields.String())
    phone_of = fields.String()
    knows = fields.List(fields.String())
    offers = fields.List(fields.String())
    food_note = fields.String()
    buddy_id = fields.UUID()
    version = fields.Integer()


class SavedProfileSchema(Schema):
    id = fields.UUID()
    version = fields.Integer()


class WrittenChildSchema(Schema):
    first_name = Name(load_default=None, allow_none=True)
    born_on = Day(required=True)


class SavedChildSchema(Schema):
    id = fields.UUID()
    version = fields.Integer()


def told_of_herself(told: Mapping[str, Any]) -> ToldOfHerself:
    return ToldOfHerself(
        **{
            **told,
            "reading_languages": tuple(told["reading_languages"]),
            "knows": frozenset(told["knows"]),
            "offers": frozenset(told["offers"]),
        }
    )
