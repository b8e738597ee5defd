"""
A mother as she is typed in, in the terms of the use cases.
"""

from collections.abc import Mapping
from typing import Any

from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.usecases.change_contact import Contact


def contact_of(told: Mapping[str, Any]) -> Contact:
    return Contact(
        display_name=told["display_name"],
        phone=told["phone"],
        languages=tuple(told["languages"]),
        shared_phone=told["shared_phone"],
        may_leave_message=told["may_leave_message"],
    )


def walk_in_of(told: Mapping[str, Any]) -> RosterRow:
    """
    Return what is asked of somebody at the door; the rest can be asked another day.
    """
    return RosterRow(
        line=1,
        display_name=told["display_name"],
        phone=told["phone"],
        languages=tuple(told["languages"]),
    )


def row_of(told: Mapping[str, Any]) -> RosterRow:
    """
    Return her as if she stood on a line of a list.
    """
    return RosterRow(
        line=1,
        **vars(contact_of(told)),
        said_yes_on=told["said_yes_on"],
        children=tuple(RowChild(**child) for child in told["children"]),
    )
