"""
What the JSON API reads and answers about lists of mothers.
"""

from marshmallow import Schema, fields

from services.roster.entrypoints.schema_fields import Flag


class ImportSchema(Schema):
    group_id = fields.UUID(required=True)
    content_base64 = fields.String(load_default=None)
    text = fields.String(load_default=None)
    dry_run = Flag(load_default=False)


class RowErrorSchema(Schema):
    line = fields.Integer()
    column = fields.String()
    code = fields.String()
    what = fields.String()
    what_to_do = fields.String()


class ImportAnswerSchema(Schema):
    new = fields.Integer()
    known = fields.Integer()
    errors = fields.List(fields.Nested(RowErrorSchema))
    imported = fields.Boolean()
