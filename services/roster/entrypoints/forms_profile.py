"""
What the forms send about what a mother tells of herself, and about her children.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from marshmallow import fields

from services.roster.domain.enrolment import Help
from services.roster.domain.profile import Knows, PhoneOf, Reads
from services.roster.entrypoints.forms import Form, Written
from services.roster.entrypoints.roster_csv_cells import read_languages
from services.roster.usecases.change_profile import ToldOfHerself


class ProfileForm(Form):
    """
    Boxes that may be ticked stand beside it, one field each: ``offers_cook``.
    """

    reads = fields.Enum(Reads, by_value=True, load_default=None)
    reading_languages = Written(read_languages, load_default=())
    phone_of = fields.Enum(PhoneOf, by_value=True, load_default=None)
    food_note = fields.String(load_default=None)
    buddy_id = fields.UUID(load_default=None)


class ProfileChangeForm(Form):
    version = fields.Integer(data_key="profile_version", load_default=None)


def typed_of_herself(told: Mapping[str, Any], sent: Mapping[str, str]) -> ToldOfHerself:
    return ToldOfHerself(
        **told,
        offers=frozenset(_ticked("offers", Help, sent)),
        knows=frozenset(_ticked("knows", Knows, sent)),
    )


def _ticked(name: str, kinds: type[StrEnum], sent: Mapping[str, str]) -> Iterable[Any]:
    return (kind for kind in kinds if sent.get(f"{name}_{kind}", "").strip())
