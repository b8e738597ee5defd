"""
Keep from whom a group's mothers hear.
"""

from dataclasses import replace

from services.outreach.domain.group_contact import GroupContact
from services.outreach.usecases.ports import OutreachUnitOfWork


def keep_group_contact(told: GroupContact, *, uow: OutreachUnitOfWork) -> None:
    """
    Keep what the roster told last; whose the tasks were told to be stays known.
    """
    with uow:
        known = uow.group_contacts.find(told.group_id)
        told_owner_id = known.told_owner_id if known else None
        kept = replace(told, told_owner_id=told_owner_id)
        if known != kept:
            uow.group_contacts.save(kept)
        uow.commit()
