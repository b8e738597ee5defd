from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.coming import refuse_if_declined
from services.roster.domain.own_link import OwnLink, refuse_unless_may_have_link
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.secret import new_short_secret


def make_own_link(
    *, mother_id: UUID, lasts: timedelta, now: datetime, uow: UnitOfWork
) -> tuple[str, OwnLink]:
    """
    Make a mother a link, and return its secret once; one that she had opens no more.

    Raises MotherNotFound, MotherHasDeclined or MotherNotExpected.
    """
    secret = new_short_secret()
    with uow:
        mother = uow.mothers.get(mother_id)
        refuse_if_declined(mother)
        refuse_unless_may_have_link(mother)
        uow.own_links.find(mother_id)
        link = OwnLink.to(secret, mother_id=mother_id, at=now, lasts=lasts)
        uow.own_links.save(link)
        uow.commit()
    return secret, link


def revoke_own_link(*, mother_id: UUID, uow: UnitOfWork) -> None:
    """
    Take a mother's link back; it shows nothing from now on.

    Raises MotherNotFound or OwnLinkNotFound.
    """
    with uow:
        uow.mothers.get(mother_id)
        link = uow.own_links.get(mother_id)
        link.digest = None
        uow.own_links.save(link)
        uow.commit()
