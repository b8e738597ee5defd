"""
What the others have in hand about a mother: a home visit, a place in daycare.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Matter:
    """
    One thing that is, or was, going on about her elsewhere.

    Its id, its end and the child that it names are all that the roster knows: it is
    enough to let no clock erase her meanwhile, nor delete a child that was removed.
    """

    id: UUID
    mother_id: UUID
    closed_on: date | None
    child_id: UUID | None = None
