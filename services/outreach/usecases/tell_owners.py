"""
Tell other systems whose the tasks are, as soon as that is somebody else.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.outreach.domain.change import Change
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.mother import Mother
from services.outreach.usecases.announcements import announce, scheduled
from services.outreach.usecases.owners import owners_of_groups
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of


def tell_new_owners(*, now: datetime, uow: OutreachUnitOfWork) -> int:
    """
    Tell the open tasks of each group anew that is followed up by somebody else now.

    Whatever the reason is: another coordinator, an absence that begins or ends, a list
    that is handed over. It looks without a lock; return how many groups it was.
    """
    with uow.reading():
        contacts = uow.group_contacts.everyone()
        owners = owners_of_groups(contacts, day=day_of(now), uow=uow)
    news = [one for one in contacts if owners.get(one.group_id) != one.told_owner_id]
    return sum(_tell(one.group_id, now=now, uow=uow) for one in news)


def tell_anew(mother: Mother, *, uow: OutreachUnitOfWork) -> None:
    """
    Announce what is open of hers once more, each in a newer version.
    """
    announce_anew(mother.tells_anew(), uow=uow)
    announce(Change(), mother=mother, outbox=uow.outbox)
    uow.mothers.save(mother)


def announce_anew(told: Iterable[FollowUp], *, uow: OutreachUnitOfWork) -> None:
    for each in told:
        uow.outbox.add(scheduled(each), version=each.version)


def _tell(group_id: UUID, *, now: datetime, uow: OutreachUnitOfWork) -> bool:
    with uow:
        # Mothers first, as whoever hears of them has it, and then the contact.
        mothers = uow.mothers.with_tasks_in(group_id)
        contact = uow.group_contacts.find(group_id)
        if contact is None:
            return False
        found = owners_of_groups([contact], day=day_of(now), uow=uow)
        owner_id = found.get(group_id)
        if owner_id == contact.told_owner_id:
            return False
        uow.group_contacts.save(replace(contact, told_owner_id=owner_id))
        for mother in mothers:
            tell_anew(mother, uow=uow)
        uow.commit()
    return True
