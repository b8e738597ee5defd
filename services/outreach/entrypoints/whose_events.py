"""
What outreach does when the roster tells whose a mother is, and who follows up.
"""

from datetime import datetime

from services.outreach.domain.group_coordinator import GroupCoordinator
from services.outreach.domain.whose_group import WhoseGroup
from services.outreach.usecases.note_coordinator import note_coordinator
from services.outreach.usecases.note_whose_group import note_whose_group
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import consumes
from shared.bus.whose import note_whose_mother
from shared.contracts.roster import ContactReassigned, GroupBegun, MotherListed


class Entrypoints:
    """
    By this each housing team sees its own list (decision 0036).
    """

    @consumes(GroupBegun, needs=lambda event: {"whose_groups": event.group_id})
    def note_whose_group_on_group_begun(
        self, event: GroupBegun, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        note_whose_group(WhoseGroup(**vars(event)), uow=uow)

    @consumes(
        ContactReassigned, needs=lambda event: {"group_coordinators": event.group_id}
    )
    def note_coordinator_on_contact_reassigned(
        self, event: ContactReassigned, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        told = GroupCoordinator(
            group_id=event.group_id,
            user_id=event.to_user_id,
            before_id=event.from_user_id,
            from_day=event.from_day,
            until=event.temporary_until,
        )
        note_coordinator(told, uow=uow)

    @consumes(MotherListed, needs=lambda event: {"whose_mothers": event.mother_id})
    def note_whose_mother_on_mother_listed(
        self, event: MotherListed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        note_whose_mother(event, uow=uow)
