"""
What stands in the pages' forms.

As in the API, what is read is handed to a use case as it stands.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, post_load, pre_load
from marshmallow.fields import UUID, Boolean, Date, Enum, Integer, Time
from marshmallow.validate import OneOf, Range

from services.referrals.domain.hand_off_codes import Wish
from services.referrals.domain.interpreter import InterpreterKind
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
)
from services.referrals.entrypoints.consent_schemas import (
    EXPLAIN,
    daycare_consent,
    health_visit_consent,
    language_field,
)
from shared.kernel.clock import in_utc
from shared.kernel.organisations import Role

# Before the calendar's first night was over here, it had not begun in UTC.
_IN_UTC = Range(min=date(1900, 1, 1))


class Form(Schema):
    """
    A form; what was left empty counts as not sent.
    """

    class Meta:
        unknown = EXCLUDE

    @pre_load
    def leave_out_empty(self, told: Mapping[str, str], **_: Any) -> dict[str, str]:
        return {name: value for name, value in told.items() if value != ""}


class StepForm(Form):
    version = Integer(required=True)


class DraftForm(Form):
    mother_id = UUID(required=True)
    child_id = UUID(load_default=None)
    concern = Enum(ConcernCategory, by_value=True, required=True)
    priority = Enum(Priority, by_value=True, required=True)
    interpreter_language = language_field(load_default=None)


class DeclineForm(StepForm):
    reason = Enum(DeclineReason, by_value=True, required=True)


class VisitForm(StepForm):
    visit_on = Date(required=True, validate=_IN_UTC)
    visit_time = Time(required=True)

    @post_load
    def in_utc(self, told: dict[str, Any], **_: Any) -> dict[str, Any]:
        visit_at = in_utc(told.pop("visit_on"), told.pop("visit_time"))
        return {**told, "visit_at": visit_at}


class InterpreterForm(StepForm):
    kind = Enum(InterpreterKind, by_value=True, required=True)


class OutcomeForm(StepForm):
    outcome_code = Enum(OutcomeCode, by_value=True, required=True)


class AnswerForm(StepForm):
    """
    A mother's answer, given one by one and put together by ``consented``.
    """

    given = Boolean(required=True)
    language = language_field(required=True)
    explained_by_role = Enum(
        Role,
        by_value=True,
        required=True,
        validate=OneOf(list(EXPLAIN)),
    )
    interpreted = Boolean(load_default=False)
    said_on = Date(required=True)


class HealthVisitAnswerForm(AnswerForm):
    @post_load
    def consented(self, told: dict[str, Any], **_: Any) -> dict[str, Any]:
        version = told.pop("version")
        return {"version": version, "consent": health_visit_consent(told)}


class DaycareAnswerForm(AnswerForm):
    @post_load
    def consented(self, told: dict[str, Any], **_: Any) -> dict[str, Any]:
        version = told.pop("version")
        return {"version": version, "consent": daycare_consent(told)}


class WantForm(Form):
    """
    Every wish is a box of its own, because a form's repeated name is read once.
    """

    child_id = UUID(required=True)
    need_month = Date(required=True)
    linked_daycare = Boolean(load_default=False)
    near_home = Boolean(load_default=False)
    same_as_sibling = Boolean(load_default=False)
    childminder = Boolean(load_default=False)
    language_1 = language_field(load_default=None)
    language_2 = language_field(load_default=None)

    @post_load
    def gather(self, told: dict[str, Any], **_: Any) -> dict[str, Any]:
        spoken = (told["language_1"], told["language_2"])
        return {
            "child_id": told["child_id"],
            "need_month": told["need_month"],
            "wishes": tuple(wish.value for wish in Wish if told[wish]),
            "languages": tuple(dict.fromkeys(code for code in spoken if code)),
        }


class ApplyForm(StepForm):
    on = Date(required=True)


class OfferForm(StepForm):
    answer_by = Date(required=True)
    wished = Boolean(required=True)


class StartForm(StepForm):
    start_month = Date(required=True)
