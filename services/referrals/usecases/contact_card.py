"""
What roster tells of a mother when a person looks at her case.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Purpose = Literal["home_visit", "daycare_hand_off"]


@dataclass(frozen=True, kw_only=True)
class ContactCard:
    """
    Name and number, told for one purpose; shown, never kept.
    """

    display_name: str
    phone: str | None
    languages: tuple[str, ...]
    shared_phone: bool
    may_leave_message: bool
    first_names: dict[UUID, str]
