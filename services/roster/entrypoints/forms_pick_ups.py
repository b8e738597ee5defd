"""
What the forms send about who brings whom.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import ValidationError, fields
from marshmallow.validate import OneOf

from services.roster.domain.arrangement import DRIVERS, Arrangement, MeetingPlace
from services.roster.entrypoints.forms import Form
from shared.kernel.organisations import Role

THREE = tuple(role for role in DRIVERS if role is not Role.MOTHER)
# The pages on which a pick-up has its buttons: one goes back to where one was.
PLACES = ("mother", "register", "pick_ups")


class Driver(fields.Field[tuple[Role, UUID | None]]):
    """
    One list to choose from: one of the three by role, or a mother by her id.
    """

    def _deserialize(
        self, value: Any, *_args: Any, **_options: Any
    ) -> tuple[Role, UUID | None]:
        if value in THREE:
            return Role(value), None
        try:
            return Role.MOTHER, UUID(value)
        except ValueError:
            raise ValidationError("Not a valid UUID.") from None


class PickUpForm(Form):
    session_id = fields.UUID(required=True)
    version = fields.Integer(load_default=None)
    back = fields.String(load_default="mother", validate=OneOf(PLACES))


class ArrangementForm(Form):
    session_id = fields.UUID(required=True)
    driver = Driver(required=True)
    meet_at = fields.Time(format="%H:%M", required=True)
    place = fields.Enum(MeetingPlace, by_value=True, required=True)
    note = fields.String(load_default=None)
    version = fields.Integer(load_default=None)


class WhichPickUpForm(Form):
    """
    What follows the question mark: the session whose pick-up is to be moved.
    """

    session = fields.UUID(load_default=None)


def typed_arrangement(told: Mapping[str, Any]) -> Arrangement:
    driver_role, buddy_id = told["driver"]
    return Arrangement(
        driver_role=driver_role,
        buddy_id=buddy_id,
        meet_at=told["meet_at"],
        place=told["place"],
        note=told["note"],
    )
