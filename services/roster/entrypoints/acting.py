"""
Who asks, in the terms of the use cases.
"""

from services.roster.domain.actor import Actor
from shared.web.http import Call


def actor_of(call: Call) -> Actor:
    return Actor(role=call.by, organisation=call.organisation)
