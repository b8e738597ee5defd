"""
What is read of her words, of a ladder and of a vote.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, pre_load
from marshmallow.fields import Boolean, Date, Enum, Integer, List, String
from marshmallow.validate import Length, OneOf

from services.outreach.domain.agreement import AgreementKind, Scope, Terms
from services.outreach.domain.agreement_words import LONGEST_QUOTE
from services.outreach.domain.attempt import OFFERS, Channel
from services.outreach.domain.ladder_steps import (
    RUNG_KINDS,
    Ladder,
    StepKind,
    ladder_of,
)
from services.outreach.domain.review import AskedOutcome
from services.outreach.domain.team_talk import Decision
from shared.kernel.refusal import Invalid

SAYABLE = [kind for kind in AgreementKind if kind is not AgreementKind.NONE]
WAYS = [way for way in Channel if way not in OFFERS]
UNANSWERED = [one for one in AskedOutcome if one is not AskedOutcome.ANSWERED]
_SELDOM = 2


class WordFields(Schema):
    """
    Her word, what belongs to it, and the version of the agreement looked at.
    """

    kind = Enum(AgreementKind, by_value=True, required=True, validate=OneOf(SAYABLE))
    said_on = Date(load_default=None)
    quote = String(load_default=None, validate=Length(max=LONGEST_QUOTE))
    channels = List(
        Enum(Channel, by_value=True, validate=OneOf(WAYS)), load_default=list
    )
    every_weeks = Integer(load_default=None)
    review_on = Date(load_default=None)
    until = Date(load_default=None)
    scope = Enum(Scope, by_value=True, load_default=None)
    version = Integer(load_default=None)


class WordForm(WordFields):
    """
    The same from a page: an empty field is none, and each way is a box of its own.
    """

    class Meta:
        unknown = EXCLUDE

    @pre_load
    def _plain(self, sent: Mapping[str, Any], **_known: Any) -> dict[str, Any]:
        told = {name: value for name, value in sent.items() if value != ""}
        told["channels"] = [way for way in WAYS if told.pop(f"by_{way}", None)]
        return told


class AskedFields(Schema):
    """
    What came of asking her again, where she has said nothing.

    ``not_reached`` if nobody took the call; ``made_already`` lets one be written down
    that was not to be made: the third of a day, or at another time.
    """

    outcome = Enum(
        AskedOutcome,
        by_value=True,
        load_default=AskedOutcome.NO_ANSWER,
        validate=OneOf(UNANSWERED),
    )
    made_already = Boolean(load_default=False)


class AskedForm(AskedFields):
    """
    The same from a page.
    """

    class Meta:
        unknown = EXCLUDE


class VoteForm(Schema):
    """
    What one role says in a team talk.
    """

    class Meta:
        unknown = EXCLUDE

    decision = Enum(Decision, by_value=True, required=True)
    version = Integer(load_default=None)


class LadderForm(Schema):
    """
    A ladder: for each step whether there is one, when, and from which miss on.
    """

    class Meta:
        unknown = EXCLUDE

    usual = Boolean(load_default=False)
    version = Integer(load_default=None)


def terms_in(told: Mapping[str, Any]) -> Terms:
    """
    Return what belongs to her word.
    """
    is_lighter = told["kind"] is AgreementKind.LIGHTER
    quote = " ".join((told["quote"] or "").split())
    return Terms(
        quote=quote or None,
        channels=frozenset(told["channels"]),
        every_weeks=told["every_weeks"] or (_SELDOM if is_lighter else 1),
        review_on=told["review_on"],
        until=told["until"],
        scope=told["scope"],
    )


def ladder_in(sent: Mapping[str, Any]) -> Ladder:
    """
    Return the ladder that a form has chosen.

    Raises Invalid, naming each step that cannot be so.
    """
    told: dict[StepKind, tuple[int, int]] = {}
    wrong: dict[str, list[str]] = {}
    for kind in RUNG_KINDS:
        if not sent.get(kind):
            continue
        try:
            after = int(sent.get(f"{kind}_after") or 0)
            told[kind] = after, int(sent.get(f"{kind}_from") or 1)
        except ValueError:
            wrong[kind.value] = ["Not a valid integer."]
    if wrong:
        raise Invalid(wrong)
    return ladder_of(told)
