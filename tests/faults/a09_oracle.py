"""
Whether a message can be read, decided without the reader that is being tested.

By the JSON standard taken strictly, the published AsyncAPI document, and a few rules
that no schema can tell. Where standards leave it open, both answers are right.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import cache
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator

from shared.bus.asyncapi import asyncapi
from shared.bus.topology import CONSUMED
from shared.kernel.organisations import Organisation

LARGEST = 262_144  # bytes, as the contracts promise
LARGEST_WHOLE = 2**31 - 1
_PREFIX = "dk.babygruppe."
_TRACE = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NEAR = range(1900, 2200)  # Beyond, a day earlier or later may not exist.


class Verdict(IntEnum):
    """
    Worse is greater, so that the worst of several is the maximum.
    """

    READABLE = 0
    EITHER = 1
    UNREADABLE = 2


@dataclass(frozen=True, kw_only=True)
class Judged:
    verdict: Verdict
    ids: frozenset[str] = frozenset()
    """Every id that it could be known by, if it was read."""


class _NotJson(ValueError):
    pass


def judge(body: bytes) -> Judged:
    seen = _Keys()
    try:
        json.loads(body, object_pairs_hook=seen.without_repeats)
    except (ValueError, RecursionError):
        return Judged(verdict=Verdict.UNREADABLE)
    verdict = Verdict.EITHER if seen.has_repeats else _verdict_on(body)
    return Judged(verdict=verdict, ids=frozenset(seen.ids))


def _verdict_on(body: bytes) -> Verdict:
    encoding = json.detect_encoding(body)
    try:
        text = body.decode(encoding)
        content = json.loads(text, parse_constant=_refuse)
    except ValueError:
        return Verdict.UNREADABLE
    # JSON has to be UTF-8 without a mark, yet many readers are kind.
    is_plain = encoding == "utf-8"
    return max(
        Verdict.READABLE if is_plain else Verdict.EITHER,
        Verdict.UNREADABLE if len(body) > LARGEST else Verdict.READABLE,
        _verdict(content),
    )


class _Keys:
    """
    Watches for a name that stands twice: which one counts, nobody says.
    """

    def __init__(self) -> None:
        self.has_repeats = False
        self.ids: set[str] = set()

    def without_repeats(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        self.has_repeats |= len(content) < len(pairs)
        self.ids |= {
            _as_uuid(value)
            for name, value in pairs
            if name == "id" and isinstance(value, str)
        } - {""}
        return content


def _refuse(constant: str) -> None:
    raise _NotJson(constant)


def _verdict(content: Any) -> Verdict:
    told = content.get("type") if isinstance(content, dict) else None
    if not isinstance(told, str) or told not in _validators():
        return Verdict.UNREADABLE
    validator, schema = _validators()[told]
    return max(
        _by_schema(validator, content),
        _by_rules(content),
        *_formats(_document()["components"]["schemas"]["Envelope"], content),
        *_formats(schema, content.get("data")),
        *_kept(content.get("data")),
        _by_oddities(content),
    )


def _by_schema(validator: Draft202012Validator, content: Any) -> Verdict:
    """
    Take ``dataschema`` for a hint: the type alone says how to read the rest.
    """
    worst = Verdict.READABLE
    for error in validator.iter_errors(content):
        is_hint = list(error.absolute_path) == ["dataschema"]
        if not (is_hint and isinstance(content["dataschema"], str)):
            return Verdict.UNREADABLE
        worst = Verdict.EITHER
    return worst


def _by_rules(content: Mapping[str, Any]) -> Verdict:
    version = content.get("aggregateversion")
    rules = [
        content.get("source") == "/babygruppe/roster",
        content.get("org") in list(Organisation),
        bool(_TRACE.fullmatch(str(content.get("traceparent")))),
        isinstance(version, int) and 1 <= version <= LARGEST_WHOLE,
    ]
    return Verdict.READABLE if all(rules) else Verdict.UNREADABLE


def _kept(content: Any) -> Iterator[Verdict]:
    """
    Judge what is to be kept: no database keeps NUL, half a letter or a huge number.
    """
    for value in content.values() if isinstance(content, dict) else ():
        cannot = (isinstance(value, str) and _is_odd(value)) or (
            isinstance(value, int) and value > LARGEST_WHOLE
        )
        yield Verdict.UNREADABLE if cannot else Verdict.READABLE


def _by_oddities(content: Mapping[str, Any]) -> Verdict:
    """
    Leave it open whether a text that nobody reads may be odd.
    """
    texts = [json.dumps(value, ensure_ascii=False) for value in content.values()]
    is_odd = any(_is_odd(text) or "\\u0000" in text for text in texts)
    return Verdict.EITHER if is_odd else Verdict.READABLE


def _is_odd(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= one <= "\udfff" for one in text)


def _formats(schema: Mapping[str, Any], content: Any) -> Iterator[Verdict]:
    for name, told in schema["properties"].items():
        value = content.get(name) if isinstance(content, dict) else None
        values = value if isinstance(value, list) else [value]
        wanted = told.get("items", told).get("format")
        for one in values:
            if isinstance(one, str) and wanted in _FORMATS:
                yield _FORMATS[wanted](one)
    yield Verdict.READABLE


def _uuid(text: str) -> Verdict:
    if _UUID.fullmatch(text):
        return Verdict.READABLE
    return Verdict.EITHER if _as_uuid(text) else Verdict.UNREADABLE


def _as_uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _moment(text: str) -> Verdict:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        # A second of 60, an hour of 24: some read them.
        return Verdict.EITHER if _MOMENT.fullmatch(text) else Verdict.UNREADABLE
    is_plain = bool(_MOMENT.fullmatch(text)) and told.year in _NEAR
    return Verdict.READABLE if is_plain else Verdict.EITHER


def _date(text: str) -> Verdict:
    try:
        told = date.fromisoformat(text)
    except ValueError:
        return Verdict.UNREADABLE
    is_plain = bool(_DATE.fullmatch(text)) and told.year in _NEAR
    return Verdict.READABLE if is_plain else Verdict.EITHER


_FORMATS = {"uuid": _uuid, "date-time": _moment, "date": _date}


@cache
def _document() -> dict[str, Any]:
    return asyncapi()


@cache
def _validators() -> dict[str, tuple[Draft202012Validator, Mapping[str, Any]]]:
    """
    Return, for each type that outreach hears, the published rules of its message.
    """
    components = _document()["components"]
    made = {}
    for event in CONSUMED["outreach"]:
        message = components["messages"][event.event_type]
        schema = {**message["payload"], "components": components}
        made[_PREFIX + event.event_type] = (
            Draft202012Validator(schema),
            components["schemas"][event.__name__],
        )
    return made
