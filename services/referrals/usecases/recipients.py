"""
To which of several organisations of a kind something goes.
"""

from uuid import UUID

from services.referrals.domain.errors import RecipientNotKnown
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Organisation, first_of


def recipient_of(
    mother_id: UUID, kind: Organisation, *, uow: ReferralsUnitOfWork
) -> UUID:
    """
    Return which organisation of this kind has her group, as it is now.

    Raises RecipientNotKnown until somebody has told: another's must not hear of her.
    """
    its_id = uow.whose_mothers.which(kind, of=mother_id)
    if its_id is None:
        raise RecipientNotKnown(mother_id=str(mother_id))
    return its_id


def have_her(mother_id: UUID, *, uow: ReferralsUnitOfWork) -> bool:
    """
    Whether those who look have her group, as it is now; alone of their kind they do.
    """
    mine = uow.within
    if mine is None:
        return True
    return uow.whose_mothers.which(mine.kind, of=mother_id) == mine.organisation_id


def own_health_visitors(*, uow: ReferralsUnitOfWork) -> UUID | None:
    """
    Return those whom she is of, if she is: what they draft stays with them.
    """
    kind = Organisation.HEALTH_VISITORS
    if uow.cause.organisation is not kind:
        return None
    return uow.within.organisation_id if uow.within else first_of(kind)
