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


class ImportFileSchema(Schema):
    group_id = fields.UUID(required=True)
    content_base64 = fields.String(load_default=None)
    text = fields.String(load_default=None)


class TakeInSchema(Schema):
    good_rows = Flag(load_default=False)


class DifferenceSchema(Schema):
    line = fields.Integer()
    fields_ = fields.List(fields.String(), data_key="fields")


class ImportFileAnswerSchema(Schema):
    """
    How far a list is.

    ``new`` and ``known`` are what taking it in would do, as soon as it is read;
    ``new_mothers`` and ``known_mothers`` what it has done.
    """

    id = fields.UUID()
    state = fields.String()
    rows = fields.Integer(allow_none=True)
    new = fields.Integer(allow_none=True)
    known = fields.Integer(allow_none=True)
    faults = fields.Integer(allow_none=True)
    errors = fields.List(fields.Nested(RowErrorSchema))
    differing = fields.List(fields.Nested(DifferenceSchema))
    new_mothers = fields.Integer()
    known_mothers = fields.Integer()
