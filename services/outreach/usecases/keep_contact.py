"""
Keep how a mother may be reached.
"""

from services.outreach.domain.contact import Contact
from services.outreach.usecases.ports import OutreachUnitOfWork


def keep_contact(*, contact: Contact, uow: OutreachUnitOfWork) -> None:
    with uow:
        uow.contacts.save(contact)
        uow.commit()
