"""
Who asks, in the terms of the use cases.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.roster.domain.actor import Actor
from shared.web.http import Call


def actor_of(call: Call) -> Actor:
    return Actor(role=call.by, organisation=call.organisation)


def asked_of_register(
    call: Call, session_id: UUID, told: Mapping[str, Any]
) -> dict[str, Any]:
    """
    Return by whom, when and having seen what a register is closed, reopened or void.
    """
    return {
        "session_id": session_id,
        "seen_version": told["version"],
        "by": actor_of(call),
        "now": call.now,
    }
