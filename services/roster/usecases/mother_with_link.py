from datetime import datetime

from services.roster.domain.errors import OwnLinkNotFound
from services.roster.domain.mother import Mother
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.secret import digest_of


def mother_with_link(*, secret: str, now: datetime, uow: UnitOfWork) -> Mother:
    """
    Return the mother whose link this is, if it is still good.

    Whatever is wrong with it is refused alike: who tries links learns of nobody.

    Raises OwnLinkNotFound.
    """
    with uow.reading():
        link = uow.own_links.with_digest(digest_of(secret))
        mother = uow.mothers.find(link.mother_id)
        if mother is None or not link.opens_to(mother, at=now):
            raise OwnLinkNotFound
        return mother
