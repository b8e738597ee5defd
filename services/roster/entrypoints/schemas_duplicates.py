"""
What the JSON API reads and answers about entries that may be of one mother.
"""

from marshmallow import Schema, fields

from services.roster.entrypoints.schema_fields import Whole


class DuplicateSchema(Schema):
    one_id = fields.UUID()
    other_id = fields.UUID()
    alike = fields.List(fields.String())


class OtherSchema(Schema):
    other_id = fields.UUID(required=True)


class MergeSchema(OtherSchema):
    """
    With both versions as they were seen, or without.
    """

    version = Whole(load_default=None, allow_none=True)
    other_version = Whole(load_default=None, allow_none=True)


class ToldApartSchema(Schema):
    one_id = fields.UUID()
    other_id = fields.UUID()
