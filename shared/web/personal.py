"""
All that a service keeps of one person, in words that she can be read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from shared.web.language import gettext
from shared.web.moments import language_name
from shared.web.personal_words import COLUMNS, PARTS, STATES

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Codes = Mapping[str, Any]
# They say how it is kept, not what.
NOT_SHOWN = frozenset(
    {
        "agreement_version", "attendance_version", "birthdays_told", "cause", "facts",
        "last_act", "last_act_at", "last_act_by_role", "last_act_version",
        "last_word", "list_rank", "parts", "position", "review_listed_for",
        "review_version", "search_name", "task_version", "version",
    }
)  # fmt: skip

NAMES = frozenset({"display_name", "first_name"})


@dataclass(frozen=True, kw_only=True)
class Told:
    """
    One thing that is kept: what it is called, and its value, a ``kind`` of its own.
    """

    label: Any
    kind: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class ToldPart:
    """
    A part with a title; ``entries`` are its rows.
    """

    name: str
    title: Any
    entries: Sequence[Sequence[Told]]


def in_words(*words: Mapping[Any, Any]) -> Codes:
    """
    Put a service's codes together; where two are alike the later one is meant.
    """
    return STATES | {str(code): word for some in words for code, word in some.items()}


class PersonalSchema(Schema):
    """
    The same to be read by a program: every table and column, as it is kept.
    """

    service = fields.String()
    person_id = fields.UUID()
    parts = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Dict(keys=fields.String(), values=fields.Raw())),
    )


def in_plain_words(rows: Rows, *, codes: Codes) -> list[ToldPart]:
    """
    Return what there is; ids, empty fields and empty parts say nothing to her.

    ``codes`` are the service's own codes in words.
    """
    return [
        ToldPart(
            name=name,
            title=PARTS.get(name, name),
            entries=[list(_told(name, row, codes)) for row in kept],
        )
        for name, kept in reversed(list(rows.items()))
        if kept
    ]


def for_her(
    service: str, person_id: UUID, rows: Rows, *, codes: Codes, now: datetime
) -> dict[str, Any]:
    """
    Return what ``personal.html`` shows; ``codes`` are the service's own in words.
    """
    return {
        "service": service,
        "mother_id": person_id,
        "now": now,
        "parts": in_plain_words(rows, codes=codes),
    }


def for_a_program(service: str, person_id: UUID, rows: Rows) -> dict[str, Any]:
    return {
        "service": service,
        "person_id": person_id,
        "parts": {
            name: [{key: _plain(one) for key, one in row.items()} for row in kept]
            for name, kept in rows.items()
        },
    }


def _told(part: str, row: Mapping[str, Any], codes: Codes) -> Iterator[Told]:
    for column, value in row.items():
        says_nothing = value in (None, []) or isinstance(value, UUID | dict)
        if column in NOT_SHOWN or says_nothing:
            continue
        kind, shown = _shown(column, value, codes)
        label = COLUMNS.get(f"{part}.{column}", COLUMNS.get(column, column))
        yield Told(label=label, kind=kind, value=shown)


def _shown(column: str, value: Any, codes: Codes) -> tuple[str, Any]:
    """
    Return how a value is shown, and what of it. A moment is a day too, so it is first.
    """
    if column in NAMES:
        return "name", value
    if isinstance(value, date):
        if column.endswith("month"):
            return "month", value
        return ("moment" if isinstance(value, datetime) else "day"), value
    if isinstance(value, time):
        return "text", f"{value:%H:%M}"
    if isinstance(value, bool):
        return "text", gettext("ja") if value else gettext("nej")
    several = value if isinstance(value, list) else [value]
    said = language_name if "language" in column else lambda one: codes.get(one, one)
    return "text", ", ".join(str(said(one)) for one in several)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
