"""
What the calendar's forms send.
"""

from typing import Any

from marshmallow import fields

from services.roster.entrypoints.forms import Form
from services.roster.entrypoints.schema_fields import Day, plannable_year
from services.roster.usecases.change_session import SessionChange


class YearForm(Form):
    year = fields.Integer(load_default=None, validate=plannable_year)


class SessionChangeForm(Form):
    day = Day(data_key="date", required=True)
    starts_at = fields.Time(format="%H:%M", required=True)
    ends_at = fields.Time(format="%H:%M", required=True)
    place = fields.String(load_default=None)
    theme = fields.String(load_default=None)
    guest = fields.String(load_default=None)
    destination = fields.String(load_default=None)
    meeting_point = fields.String(load_default=None)
    seen_version = fields.Integer(data_key="version", load_default=None)


class DaycareForm(Form):
    """
    Whose holidays; with one daycare nothing is asked.
    """

    daycare_id = fields.UUID(load_default=None)


class HolidayForm(DaycareForm):
    name = fields.String(required=True)
    first_day = Day(required=True)
    last_day = Day(required=True)


class HolidaysForm(DaycareForm):
    rows = fields.String(required=True)


def change_of(told: dict[str, Any]) -> SessionChange:
    """
    Return the plan that a form or a request tells, without the version that was seen.
    """
    return SessionChange(
        **{name: told[name] for name in SessionChange.__dataclass_fields__}
    )
