"""
The roster's events, and the words that several of them use.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from shared.contracts.event import Event

FacilitatorRole = Literal["coordinator", "paedagog", "health_visitor"]


@dataclass(frozen=True, kw_only=True)
class RosterEvent(Event):
    """
    An event of the roster's own book.
    """

    producer: ClassVar[str] = "roster"
    exchange: ClassVar[str] = "roster.events"
    aggregate: ClassVar[tuple[str, ...]] = ("mother_id",)
