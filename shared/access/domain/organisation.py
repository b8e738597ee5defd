"""
One of the organisations in this installation.
"""

from dataclasses import dataclass
from uuid import UUID

from shared.kernel.organisations import Organisation

LONGEST_NAME = 120  # characters


@dataclass(frozen=True, kw_only=True)
class OneOrganisation:
    """
    A daycare, health visitors, a housing team or an intake, by its own name.
    """

    id: UUID
    kind: Organisation
    name: str
