"""
Reading what was sent by a schema, where the API does not do so itself.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from shared.kernel.refusal import Invalid


def read_as(schema: type[Schema], sent: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what a form or a query says.

    Raises Invalid, naming each field that cannot be read.
    """
    try:
        return dict(schema().load(sent))
    except ValidationError as error:
        raise Invalid(error.normalized_messages()) from None
