"""
Reading what was sent by a schema, where the API does not do so itself.
"""

from collections.abc import Mapping
from typing import Any, Literal

from marshmallow import Schema, ValidationError

from shared.kernel.refusal import Invalid

Unknown = Literal["exclude", "include", "raise"]


def read_as(
    schema: type[Schema], sent: Mapping[str, Any], *, unknown: Unknown | None = None
) -> dict[str, Any]:
    """
    Return what a form or a query says; ``unknown`` is what marshmallow does with more.

    Raises Invalid, naming each field that cannot be read.
    """
    try:
        return dict(schema(unknown=unknown).load(sent))
    except ValidationError as error:
        raise Invalid(error.normalized_messages()) from None
