"""
What the JSON API reads and answers about who brings whom.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.entrypoints.schema_fields import Moment, Name, WallClock, Whole
from shared.kernel.organisations import Role

_ARRANGED = ("driver_role", "buddy_id", "meet_at", "place", "note")


class PickUpSchema(Schema):
    """
    Which of her pick-ups is meant.
    """

    session_id = fields.UUID(required=True)
    version = Whole(load_default=None, allow_none=True)


class ArrangementSchema(Schema):
    session_id = fields.UUID(required=True)
    driver_role = fields.Enum(Role, by_value=True, required=True)
    buddy_id = fields.UUID(load_default=None, allow_none=True)
    meet_at = WallClock(required=True)
    place = fields.Enum(MeetingPlace, by_value=True, required=True)
    note = Name(load_default=None, allow_none=True)


class MovedArrangementSchema(ArrangementSchema):
    version = Whole(load_default=None, allow_none=True)


class SavedPickUpSchema(Schema):
    """
    What a change answers: not where, because answers are kept for repeats.
    """

    mother_id = fields.UUID()
    session_id = fields.UUID()
    state = fields.String()
    because = fields.String()
    version = fields.Integer()


class PickUpViewSchema(SavedPickUpSchema):
    mother_id = fields.UUID(attribute="pick_up.mother_id")
    session_id = fields.UUID(attribute="pick_up.session_id")
    state = fields.String(attribute="pick_up.state")
    because = fields.String(attribute="pick_up.because")
    version = fields.Integer(attribute="pick_up.version")
    driver_role = fields.String(attribute="pick_up.arrangement.driver_role")
    buddy_id = fields.UUID(attribute="pick_up.arrangement.buddy_id")
    meets_at = Moment()
    place = fields.String(attribute="pick_up.arrangement.place")
    note = fields.String(attribute="pick_up.arrangement.note")
    session_starts_at = Moment(attribute="session.starts_at")
    driver_away = fields.Boolean()


def arrangement_of(told: Mapping[str, Any]) -> Arrangement:
    return Arrangement(**{name: told[name] for name in _ARRANGED})
