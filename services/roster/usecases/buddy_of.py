from uuid import UUID

from services.roster.domain.arrangement import Arrangement
from services.roster.domain.mother import Mother
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.refusal import Invalid


def buddy_of(
    mother_id: UUID, *, arrangement: Arrangement, uow: UnitOfWork
) -> Mother | None:
    """
    Return the mother who fetches this one, if it is a mother; both are held then.

    Raises MotherNotFound, or Invalid where she would fetch herself.
    """
    buddy_id = arrangement.buddy_id
    if buddy_id is None:
        return None
    if buddy_id == mother_id:
        raise Invalid({"buddy_id": ["Choose another mother."]})
    uow.mothers.load([mother_id, buddy_id])
    return uow.mothers.get(buddy_id)
