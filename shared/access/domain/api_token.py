"""
A machine's token: one role, one organisation, and only what its scopes name.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.access.domain.errors import RoleNotInOrganisation
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    THE_FIRST,
    Organisation,
    Role,
    first_of,
)


@dataclass(frozen=True, kw_only=True)
class ApiToken:
    """
    It can never do more than a person in its role could, and never opens a page.

    ``organisation_id`` is which of its kind; THE_FIRST is kept as that one's id.
    """

    id: UUID
    digest: str
    name: str
    organisation: Organisation
    role: Role
    scopes: frozenset[str]
    made_at: datetime
    expires_at: datetime | None = None
    organisation_id: UUID = THE_FIRST

    def __post_init__(self) -> None:
        if self.organisation_id == THE_FIRST:
            object.__setattr__(self, "organisation_id", first_of(self.organisation))
        if self.organisation not in ORGANISATIONS_OF[self.role]:
            told = f"{self.organisation} has no {self.role}."
            raise RoleNotInOrganisation({"role": [told]})

    def holds(self, *, now: datetime) -> bool:
        return self.expires_at is None or now < self.expires_at


def id_of_token(
    name: str, *, organisation: Organisation, organisation_id: UUID = THE_FIRST
) -> UUID:
    """
    Return a machine's id, which stays the same when its token is made anew.

    What it sent under the old token can so be sent again under the new one. Another
    organisation of the same kind may have a machine of the same name.
    """
    if organisation_id in (THE_FIRST, first_of(organisation)):
        return id_of_cause("api-token", organisation, name)
    return id_of_cause("api-token", organisation, str(organisation_id), name)
