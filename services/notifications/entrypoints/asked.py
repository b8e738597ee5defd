"""
What is asked for behind the question mark of an address.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from services.notifications.domain.message_state import MessageState
from shared.kernel.refusal import Invalid


def asked_states(query: Mapping[str, str]) -> Collection[MessageState]:
    """
    Return the state that is asked for, or all.

    Raises Invalid for a state that there is not.
    """
    told = query.get("state")
    if told is None:
        return list(MessageState)
    if told not in set(MessageState):
        raise Invalid({"state": [f"Use one of: {', '.join(MessageState)}."]})
    return [MessageState(told)]


def asked_mother(query: Mapping[str, str]) -> UUID | None:
    """
    Return the mother who is asked for, if any.

    Raises Invalid for what is no id.
    """
    told = query.get("mother_id")
    if told is None:
        return None
    try:
        return UUID(told)
    except ValueError:
        raise Invalid({"mother_id": ["Use an id as it was given."]}) from None
