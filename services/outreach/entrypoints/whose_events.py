"""
What outreach does when the roster tells whose a group or a mother is, and who is away.
"""

from datetime import datetime

from services.outreach.domain.group_contact import GroupContact
from services.outreach.domain.whose_group import WhoseGroup
from services.outreach.usecases.keep_group_contact import keep_group_contact
from services.outreach.usecases.note_whose_group import note_whose_group
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import consumes
from shared.bus.whose import note_whose_mother
from shared.contracts.roster.groups import ContactReassigned, GroupBegun, MotherListed


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

    @consumes(ContactReassigned, needs=lambda e: {"group_contacts": e.group_id})
    def keep_group_contact_on_contact_reassigned(
        self, event: ContactReassigned, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        keep_group_contact(_contact_in(event), uow=uow)

    @consumes(MotherListed, needs=lambda event: {"whose_mothers": event.mother_id})
    def note_whose_mother_on_mother_listed(
        self, event: MotherListed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        note_whose_mother(event, uow=uow)


def _contact_in(event: ContactReassigned) -> GroupContact:
    """
    Return who is told of; for a time, or for good.
    """
    if event.temporary_until is None:
        return GroupContact(group_id=event.group_id, user_id=event.to_user_id)
    return GroupContact(
        group_id=event.group_id,
        user_id=event.from_user_id,
        deputy_id=event.to_user_id,
        deputy_from=event.from_day,
        deputy_until=event.temporary_until,
    )
