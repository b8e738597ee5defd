"""
Who runs a group for one of the three organisations, and who comes when she cannot.
"""

from dataclasses import dataclass
from uuid import UUID

from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid

THE_THREE = (Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """
    The one whom the mothers know, and her deputy: users of the door, by their ids.

    Refuses a deputy who is the same person: nobody comes in her own place.
    """

    user_id: UUID
    deputy_id: UUID | None = None

    def __post_init__(self) -> None:
        if self.deputy_id == self.user_id:
            raise Invalid({"deputy_id": ["Choose somebody else as the deputy."]})

    @property
    def people(self) -> frozenset[UUID]:
        return frozenset(one for one in (self.user_id, self.deputy_id) if one)
