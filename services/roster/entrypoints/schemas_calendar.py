"""
What the JSON API reads and answers about calendars and school holidays.
"""

from marshmallow import Schema, fields

from services.roster.entrypoints.schema_fields import (
    Day,
    Flag,
    Moment,
    Name,
    WallClock,
    Whole,
    plannable_year,
)
from services.roster.entrypoints.schemas_imports import RowErrorSchema


class SessionChangeSchema(Schema):
    """
    A session's plan, whole: what is left out is not planned.
    """

    day = Day(data_key="date", required=True)
    starts_at = WallClock(required=True)
    ends_at = WallClock(required=True)
    place = Name(load_default=None, allow_none=True)
    theme = Name(load_default=None, allow_none=True)
    guest = Name(load_default=None, allow_none=True)
    destination = Name(load_default=None, allow_none=True)
    meeting_point = Name(load_default=None, allow_none=True)
    version = Whole(load_default=None, allow_none=True)


class CalendarRequestSchema(Schema):
    year = Whole(required=True, validate=plannable_year)
    dry_run = Flag(load_default=False)


class PlannedDaySchema(Schema):
    """
    One day on which the group would meet; ``off`` says which holiday it is.
    """

    date = fields.Date(attribute="day")
    step = fields.String()
    off = fields.String(attribute="off.name", dump_default=None)
    off_kind = fields.String(attribute="off.kind", dump_default=None)
    session_id = fields.UUID(attribute="session.id", dump_default=None)


class CalendarPlanSchema(Schema):
    year = fields.Integer()
    days = fields.List(fields.Nested(PlannedDaySchema))
    planned = fields.Boolean()


class CalendarLinkSchema(Schema):
    """
    The path to subscribe to, or None where nobody has a link.
    """

    path = fields.String(allow_none=True)
    changed_at = Moment(allow_none=True)


class HolidaySchema(Schema):
    id = fields.UUID(dump_only=True)
    name = Name(required=True)
    first_day = Day(required=True)
    last_day = Day(required=True)


class DaycareSchema(Schema):
    """
    Whose holidays, where there are several daycares.
    """

    daycare_id = fields.UUID(load_default=None, allow_none=True, load_only=True)


class NewHolidaySchema(HolidaySchema, DaycareSchema):
    pass


class SchoolYearSchema(Schema):
    year = fields.Integer()
    holidays = fields.List(fields.Nested(HolidaySchema))


class HolidayImportSchema(DaycareSchema):
    content_base64 = fields.String(load_default=None)
    text = fields.String(load_default=None)
    dry_run = Flag(load_default=False)


class HolidayImportAnswerSchema(Schema):
    new = fields.List(fields.Nested(HolidaySchema))
    known = fields.Integer()
    errors = fields.List(fields.Nested(RowErrorSchema))
    imported = fields.Boolean()
