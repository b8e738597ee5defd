"""
A mother and her children as a list tells of them, before they are in the roster.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class RowChild:
    """
    A child on a mother's line.
    """

    first_name: str | None = field(repr=False)
    born_on: date = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """
    One line of a list; ``line`` is where to point when it cannot be taken in.

    Who it is about stays out of every text made from it, and so out of logs.
    """

    line: int
    display_name: str = field(repr=False)
    phone: str | None = field(default=None, repr=False)
    languages: tuple[str, ...] = field(default=(), repr=False)
    may_leave_message: bool = False
    shared_phone: bool = False
    said_yes_on: date | None = None
    children: tuple[RowChild, ...] = ()
