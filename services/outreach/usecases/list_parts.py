"""
By what the list may be narrowed: a group, and who follows up in it today.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.outreach.usecases.owners import owners_of_groups
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of

MET_WITHIN = timedelta(weeks=9)
"""The summer holidays are shorter."""


@dataclass(frozen=True, kw_only=True)
class ListParts:
    """
    The groups with when each met last, and whose each is; nothing where there is one.
    """

    met_at: Mapping[UUID, datetime] = field(default_factory=dict)
    owners: Mapping[UUID, UUID] = field(default_factory=dict)

    def among(self, key: UUID) -> frozenset[UUID]:
        """
        Return this group, or those in which she follows up whose id it is.
        """
        hers = {group for group, owner in self.owners.items() if owner == key}
        return frozenset(hers or {key})


def list_parts(*, now: datetime, uow: OutreachUnitOfWork) -> ListParts:
    with uow.reading():
        ours = {one.group_id for one in uow.whose_groups.everyone()}
        if len(ours) < 2:  # noqa: PLR2004 - One is the whole list.
            return ListParts()
        met = sorted(
            uow.sessions.known_between(now - MET_WITHIN, now, groups=ours),
            key=lambda one: one.started_at,
        )
        return ListParts(
            met_at={
                one.group_id: one.started_at for one in met if one.group_id is not None
            },
            owners=owners_of_groups(
                uow.group_contacts.everyone(), day=day_of(now), uow=uow
            ),
        )
