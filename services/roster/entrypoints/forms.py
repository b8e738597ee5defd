"""
What the roster's forms send.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load
from marshmallow.validate import OneOf

from services.roster.domain.attendance import CORRECTIONS, Outcome
from services.roster.domain.enrolment import SuggestedBy
from services.roster.domain.group import USUAL_CAPACITY
from services.roster.domain.register_change import CancellationReason, CorrectionReason
from services.roster.domain.roster_row import RowChild
from services.roster.entrypoints.danish_words import CHANNELS
from services.roster.entrypoints.roster_csv_cells import (
    CellUnreadableError,
    read_languages,
    read_phone,
)
from services.roster.entrypoints.schema_fields import Day, sensible_year
from shared.kernel.organisations import Organisation
from shared.web.language import Said

CHILDREN_ON_FORM = 3

Meaning = TypeVar("Meaning")


class Form(Schema):
    """
    A form: an empty field is one that was left out, and what is not asked is ignored.
    """

    class Meta:
        unknown = EXCLUDE

    @pre_load
    def leave_out_empty(self, sent: Mapping[str, str], **_told: Any) -> dict[str, str]:
        return {name: text for name, text in sent.items() if text.strip()}


class Written(fields.Field[Any]):
    """
    A field that is written as in a roster file, and refused in the same words.
    """

    def __init__(self, meaning_of: Callable[[str], Any], **options: Any) -> None:
        super().__init__(**options)
        self._meaning_of = meaning_of

    def _deserialize(self, value: Any, *_args: Any, **_options: Any) -> Any:
        try:
            return self._meaning_of(value)
        except CellUnreadableError as unreadable:
            fault = unreadable.fault
            told = Said(f"{fault.what} {fault.what_to_do}")
            raise ValidationError(told) from None


class GroupForm(Form):
    name = fields.String(required=True)
    weekday = fields.Integer(required=True)
    starts_at = fields.Time(format="%H:%M", required=True)
    ends_at = fields.Time(format="%H:%M", required=True)
    place = fields.String(required=True)
    room_owner = fields.Enum(
        Organisation, by_value=True, load_default=Organisation.DAYCARE
    )
    capacity = fields.Integer(load_default=USUAL_CAPACITY)


class RunByForm(Form):
    """
    Who runs a group; of a kind of which there is one organisation nothing is asked.
    """

    daycare_id = fields.UUID(load_default=None)
    health_visitors_id = fields.UUID(load_default=None)
    housing_team_id = fields.UUID(load_default=None)
    daycare_intake_id = fields.UUID(load_default=None)


class NewGroupForm(GroupForm, RunByForm):
    pass


class SessionForm(Form):
    group_id = fields.UUID(required=True)
    day = Day(data_key="date", required=True)
    starts_at = fields.Time(format="%H:%M", load_default=None)
    ends_at = fields.Time(format="%H:%M", load_default=None)
    theme = fields.String(load_default=None)


class QuestionForm(Form):
    text = fields.String(required=True)


class TickForm(Form):
    is_taken_up = fields.Boolean(required=True)


class SessionIdForm(Form):
    session_id = fields.UUID(required=True)


class AskForm(SessionIdForm, QuestionForm):
    """
    A question for one session, by a mother's own link.
    """


class LineForm(Form):
    mother_id = fields.UUID(required=True)


class SeenLineForm(LineForm):
    """
    A line as the person saw it; a colleague may have changed it since.
    """

    seen_version = fields.Integer(data_key="version", load_default=None)


class MarkForm(LineForm):
    outcome = fields.Enum(Outcome, by_value=True, required=True)


class CancellationForm(LineForm):
    received_at = fields.NaiveDateTime(
        format="%Y-%m-%dT%H:%M", load_default=None, validate=sensible_year
    )
    channel = fields.String(load_default="not_told", validate=OneOf(list(CHANNELS)))


class CorrectionForm(SeenLineForm):
    to = fields.Enum(
        Outcome, by_value=True, required=True, validate=OneOf(list(CORRECTIONS))
    )
    reason = fields.Enum(CorrectionReason, by_value=True, required=True)


class SeenVersionForm(Form):
    version = fields.Integer(load_default=None)


class SessionCancellationForm(SeenVersionForm):
    reason = fields.Enum(CancellationReason, by_value=True, required=True)


class ContactForm(Form):
    display_name = fields.String(required=True)
    phone = Written(read_phone, load_default=None)
    languages = Written(read_languages, load_default=())
    shared_phone = fields.Boolean(load_default=False)
    may_leave_message = fields.Boolean(load_default=False)
    said_yes_on = Day(load_default=None)


class WalkInForm(Form):
    display_name = fields.String(required=True)
    phone = Written(read_phone, load_default=None)
    languages = Written(read_languages, load_default=())


class KnownForm(Form):
    """
    The walk-in whom we know, as the page's own address names her.
    """

    known = fields.UUID(load_default=None)


class ContactChangeForm(ContactForm):
    version = fields.Integer(load_default=None)


class NewMotherForm(ContactForm):
    group_id = fields.UUID(required=True)
    suggested_by = fields.Enum(SuggestedBy, by_value=True, load_default=None)


class SearchForm(Form):
    name = fields.String(load_default="")


class EraseForm(Form):
    sure = fields.Boolean(required=True, truthy={"on"}, falsy=set())


class ImportForm(Form):
    group_id = fields.UUID(required=True)


class GoodRowsForm(Form):
    good_rows = fields.Boolean(load_default=False, truthy={"true"}, falsy=set())


class ChildForm(Form):
    first_name = fields.String(load_default=None)
    born_on = Day(required=True)


def children_in(sent: Mapping[str, str]) -> list[dict[str, str]]:
    """
    Return the fields of each child that something was written about.
    """
    numbered = [
        {
            name: sent.get(f"child_{number}_{name}", "")
            for name in ("first_name", "born_on")
        }
        for number in range(1, CHILDREN_ON_FORM + 1)
    ]
    return [child for child in numbered if any(child.values())]


def child_of(told: Mapping[str, Any]) -> RowChild:
    return RowChild(first_name=told["first_name"], born_on=told["born_on"])
