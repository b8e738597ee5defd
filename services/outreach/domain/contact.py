"""
How a mother may be reached, as the roster has told it.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Contact:
    """
    Her name, her number and her languages, and what to mind when calling.
    """

    mother_id: UUID
    display_name: str
    phone: str | None
    languages: tuple[str, ...]
    shared_phone: bool
    may_leave_message: bool
