"""
Who sees a sealed case: its author, and the leader of her own organisation. Nobody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.kernel.organisations import Organisation, Role

# Each of them has the duty herself, whatever her colleagues or her leader think.
AUTHORS = frozenset({Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR})
# The health visitors have a leader of their own, near their work: then it is her alone.
LEADER_OF: Mapping[Organisation, Role] = {
    Organisation.HOUSING_TEAM: Role.LEADER,
    Organisation.DAYCARE: Role.LEADER,
    Organisation.HEALTH_VISITORS: Role.HEALTH_VISITORS_LEADER,
}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """
    One person at work: here it counts who she is, not only what she is.
    """

    user_id: UUID
    role: Role
    organisation: Organisation
    organisation_id: UUID

    @property
    def leads(self) -> bool:
        return LEADER_OF.get(self.organisation) == self.role


def sees_sealed(reader: Reader, *, author_id: UUID, organisation_id: UUID) -> bool:
    """
    Whether she wrote it and works there still, or leads those who did.
    """
    is_author = reader.user_id == author_id and reader.role in AUTHORS
    return reader.organisation_id == organisation_id and (is_author or reader.leads)
