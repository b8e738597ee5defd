"""
Who does something, for which organisation, when, and because of which event.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.referrals.domain.errors import NotYours, RoleMayNot
from services.referrals.domain.transition import Transition
from shared.kernel.organisations import Organisation, Role

WORKS_FOR: Mapping[Role, Organisation] = {
    Role.COORDINATOR: Organisation.HOUSING_TEAM,
    Role.PAEDAGOG: Organisation.DAYCARE,
    Role.HEALTH_VISITOR: Organisation.HEALTH_VISITORS,
    Role.HEALTH_VISITORS_LEADER: Organisation.HEALTH_VISITORS,
    Role.DAYCARE_INTAKE: Organisation.DAYCARE_INTAKE,
}


@dataclass(frozen=True, kw_only=True)
class Act:
    """
    Everything about a step that is the same whatever the step is.
    """

    at: datetime
    by_role: Role
    by_organisation: Organisation
    causing_event_id: UUID | None = None

    def refuse_unless_by(self, roles: Collection[Role]) -> None:
        """
        Refuse any other role, and a right role that acts for a wrong organisation.

        Asked before the state is looked at: who may not act is not told the state.
        """
        if self.by_role not in roles:
            raise RoleMayNot(role=self.by_role)
        if self.by_organisation != WORKS_FOR[self.by_role]:
            raise NotYours(role=self.by_role)

    def transition(
        self, *, from_state: str | None, to_state: str, reason: str | None = None
    ) -> Transition:
        return Transition(
            at=self.at,
            from_state=from_state,
            to_state=to_state,
            by_role=self.by_role,
            by_organisation=self.by_organisation,
            reason=reason,
            causing_event_id=self.causing_event_id,
        )
