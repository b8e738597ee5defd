"""
A child of a mother in the group, as far as a referral has to know it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Child:
    """
    Whose child it is, and in which month it was born: neither a name nor a day.

    ``same_as`` names the entry by which it is listed, where it was entered twice.
    ``is_removed`` says that it was entered by mistake, and that something here names it
    all the same.
    """

    child_id: UUID
    mother_id: UUID
    birth_month: date
    same_as: UUID | None = None
    is_removed: bool = False
