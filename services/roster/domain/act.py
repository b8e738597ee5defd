"""
Who does something with a mother's enrolment, when, and because of which event.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from services.roster.domain.errors import RoleMayNot
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Organisation, Role

TEAM = frozenset({Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR})


@dataclass(frozen=True, kw_only=True)
class Act:
    """
    Everything about a step that is the same whatever the step is.
    """

    at: datetime
    by_role: Role
    by_organisation: Organisation
    causing_event_id: UUID | None = None

    @classmethod
    def by_system(cls, *, at: datetime, causing_event_id: UUID | None = None) -> Self:
        return cls(
            at=at,
            by_role=Role.SYSTEM,
            by_organisation=Organisation.SYSTEM,
            causing_event_id=causing_event_id,
        )

    @property
    def on(self) -> date:
        """
        Return the day in Copenhagen.
        """
        return on_the_wall(self.at).date()

    def refuse_unless_by(self, roles: Collection[Role]) -> None:
        """
        Refuse any other role; asked before the state is looked at.
        """
        if self.by_role not in roles:
            raise RoleMayNot(role=self.by_role)
