"""
What the forms send about entries that may be of one mother.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from marshmallow import fields

from services.roster.domain.duplicate import Entry
from services.roster.entrypoints.forms import ChildForm, Form, children_in
from services.roster.entrypoints.roster_csv_cells import CellUnreadableError, read_phone
from shared.kernel.refusal import Invalid
from shared.web.read_as import read_as


class SameQuery(Form):
    other = fields.UUID(load_default=None)


class OtherForm(Form):
    other_id = fields.UUID(required=True)


class MergeForm(OtherForm):
    version = fields.Integer(load_default=None)
    other_version = fields.Integer(load_default=None)
    sure = fields.Boolean(required=True, truthy={"on"}, falsy=set())


class TypedForm(Form):
    """
    A form that somebody is still typing in: nothing in it has to be right yet.
    """

    group_id = fields.UUID(load_default=None)
    display_name = fields.String(load_default="")
    phone = fields.String(load_default="")


def typed_entry(sent: Mapping[str, str]) -> Entry:
    told = read_as(TypedForm, sent)
    return Entry(
        group_id=told["group_id"],
        display_name=told["display_name"],
        phone=_number(told["phone"]),
        born_on=frozenset(_days(sent)),
    )


def _number(written: str) -> str | None:
    with suppress(CellUnreadableError):
        return read_phone(written)
    return None


def _days(sent: Mapping[str, str]) -> list[Any]:
    found = []
    for child in children_in(sent):
        with suppress(Invalid):
            found.append(read_as(ChildForm, child)["born_on"])
    return found
