"""
What is asked for behind the question mark of an address.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from shared.kernel.refusal import Invalid

State = TypeVar("State", bound=StrEnum)


def asked_states(query: Mapping[str, str], states: type[State]) -> list[State]:
    """
    Return the state that is asked for, or all.

    Raises Invalid for a state that there is not.
    """
    told = query.get("state")
    if told is None:
        return list(states)
    if told not in set(states):
        raise Invalid({"state": [f"Use one of: {', '.join(states)}."]})
    return [states(told)]


def asked_id(query: Mapping[str, str], name: str) -> UUID | None:
    """
    Return the id that is asked for, if any.

    Raises Invalid for what is no id.
    """
    told = query.get(name)
    if told is None:
        return None
    try:
        return UUID(told)
    except ValueError:
        raise Invalid({name: ["Use an id as it was given."]}) from None
