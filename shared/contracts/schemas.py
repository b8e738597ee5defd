"""
A marshmallow schema for each event, made from its dataclass so that they never differ.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import marshmallow
from marshmallow import EXCLUDE, Schema
from marshmallow.fields import AwareDateTime, Boolean, Date, Integer, List, String
from marshmallow.validate import Length, OneOf, Range, Regexp

from shared.contracts.event import Event, LanguageCode, PersonalText
from shared.contracts.patterns import (
    LANGUAGE_CODE,
    LARGEST_NUMBER,
    LONGEST_TEXT,
    PERSONAL_TEXT,
)

_PLAIN: dict[Any, Callable[..., marshmallow.fields.Field[Any]]] = {
    UUID: marshmallow.fields.UUID,
    datetime: partial(AwareDateTime, format="iso", default_timezone=UTC),
    date: Date,
    int: partial(Integer, strict=True, validate=Range(-LARGEST_NUMBER, LARGEST_NUMBER)),
    bool: partial(Boolean, truthy={True}, falsy={False}),
    LanguageCode: partial(String, validate=Regexp(LANGUAGE_CODE)),
    PersonalText: partial(
        String,
        validate=[Length(min=1, max=LONGEST_TEXT), Regexp(PERSONAL_TEXT)],
        metadata={"personal": True},
    ),
}


class UnsuitableField(TypeError):
    """
    A field's type is none of those that an event may carry: ids, codes and times.
    """


_MADE: dict[type[Event], Schema] = {}


def schema_of(event: type[Event]) -> Schema:
    """
    Return the schema that reads and writes this event's ``data``.

    Raises UnsuitableField for a type that could hold free text.
    """
    if event not in _MADE:
        _MADE[event] = _make(event)
    return _MADE[event]


def _make(event: type[Event]) -> Schema:
    hints = get_type_hints(event)
    made = {part.name: _field(hints[part.name], part) for part in fields(event)}
    return Schema.from_dict(made, name=event.__name__)(unknown=EXCLUDE)


def read_event(event: type[Event], content: Mapping[str, Any]) -> Event:
    """
    Make the event from its JSON content.

    Raises marshmallow.ValidationError; unknown fields are ignored, since a newer
    producer may have added them.
    """
    loaded = schema_of(event).load(content)
    return event(
        **{k: tuple(v) if isinstance(v, list) else v for k, v in loaded.items()}
    )


def _field(hint: Any, part: "Field[Any]") -> marshmallow.fields.Field[Any]:
    options: dict[str, Any] = {"required": part.default is MISSING}
    if get_origin(hint) in {types.UnionType, Union}:
        hint = next(one for one in get_args(hint) if one is not types.NoneType)
        options["allow_none"] = True
    if get_origin(hint) is tuple:
        return List(_plain(get_args(hint)[0], {}), **options)
    return _plain(hint, options)


def _plain(hint: Any, options: dict[str, Any]) -> marshmallow.fields.Field[Any]:
    if get_origin(hint) is Literal:
        return String(validate=OneOf(get_args(hint)), **options)
    if hint not in _PLAIN:
        raise UnsuitableField(hint)
    return _PLAIN[hint](**options)
