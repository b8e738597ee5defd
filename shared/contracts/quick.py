"""
Messages read and written in one pass, by msgspec.

The schemas are what decides. Reading here is stricter or equal, never laxer: what it
will not take is read again by the schemas, which refuse it with a reason or find that
it is good after all.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from functools import reduce
from operator import or_
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from msgspec import Meta, Raw, Struct, defstruct
from msgspec.json import Decoder, encode

from shared.contracts.event import Event, LanguageCode, PersonalText, Sensitivity
from shared.contracts.patterns import (
    LANGUAGE_CODE,
    LARGEST_NUMBER,
    LONGEST_TEXT,
    MOMENT,
    PERSONAL_TEXT,
    TRACEPARENT,
)
from shared.kernel.organisations import Organisation

# As text: msgspec takes spellings of a moment, and digits, that the schemas do not.
_Moment = Annotated[str, Meta(pattern=MOMENT)]
_STRICT: dict[Any, Any] = {
    UUID: UUID,
    datetime: _Moment,
    date: date,
    int: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)],
    bool: bool,
    LanguageCode: Annotated[str, Meta(pattern=LANGUAGE_CODE)],
    PersonalText: Annotated[str, Meta(pattern=PERSONAL_TEXT, max_length=LONGEST_TEXT)],
}


class Wire(Struct):
    """
    An envelope whose content has not been looked at.
    """

    specversion: Literal["1.0"]
    id: UUID
    source: str
    type: str
    subject: str
    time: _Moment
    recordedtime: _Moment
    datacontenttype: Literal["application/json"]
    dataschema: str
    correlationid: UUID
    traceparent: Annotated[str, Meta(pattern=TRACEPARENT)]
    aggregateversion: Annotated[int, Meta(ge=1, le=LARGEST_NUMBER)]
    org: Organisation
    sensitivity: Sensitivity
    data: Raw
    causationid: UUID | None = None


read_wire = Decoder(Wire).decode
moment_of = datetime.fromisoformat


def read_content(event: type[Event], content: Raw) -> Event:
    """
    Make the event from its JSON.

    Raises ValueError, of which msgspec.ValidationError is one.
    """
    known = _fields_of(event)
    told = known.read(content)
    values = {name: getattr(told, name) for name in known.names}
    for name in known.moments:
        if values[name] is not None:
            values[name] = moment_of(values[name])
    return event(**values)


def content_of(event: Event) -> dict[str, Any]:
    """
    Return the event's fields as ``to_json`` takes them.
    """
    return {
        name: _written(getattr(event, name)) for name in _fields_of(type(event)).names
    }


def to_json(content: dict[str, Any]) -> bytes:
    return encode(content)


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


class _Fields:
    """
    What is worth finding out once for each kind of event.
    """

    def __init__(self, event: type[Event]) -> None:
        hints = get_type_hints(event)
        self.names = tuple(part.name for part in fields(event))
        self.moments = [name for name in self.names if _is_moment(hints[name])]
        self.read = Decoder(_strict_form(event, hints)).decode


_FIELDS: dict[type[Event], _Fields] = {}


def _fields_of(event: type[Event]) -> _Fields:
    if event not in _FIELDS:
        _FIELDS[event] = _Fields(event)
    return _FIELDS[event]


def _is_moment(hint: Any) -> bool:
    return hint is datetime or datetime in get_args(hint)


def _strict_form(event: type[Event], hints: Mapping[str, Any]) -> type[Struct]:
    parts = [
        (part.name, _strict(hints[part.name]))
        if part.default is MISSING
        else (part.name, _strict(hints[part.name]), part.default)
        for part in fields(event)
    ]
    return defstruct(event.__name__, parts, kw_only=True)


def _strict(hint: Any) -> Any:
    if get_origin(hint) in {UnionType, Union}:
        return reduce(or_, (_strict(one) for one in get_args(hint)))
    if get_origin(hint) is tuple:
        return GenericAlias(tuple, (_strict(get_args(hint)[0]), ...))
    if get_origin(hint) is Literal or hint is NoneType:
        return hint
    return _STRICT[hint]
