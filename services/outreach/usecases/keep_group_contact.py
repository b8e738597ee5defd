"""
Keep from whom a group's mothers hear.
"""

from services.outreach.domain.group_contact import GroupContact
from services.outreach.usecases.ports import OutreachUnitOfWork


def keep_group_contact(told: GroupContact, *, uow: OutreachUnitOfWork) -> None:
    """
    Keep what the roster told last.
    """
    with uow:
        if uow.group_contacts.find(told.group_id) != told:
            uow.group_contacts.save(told)
        uow.commit()
