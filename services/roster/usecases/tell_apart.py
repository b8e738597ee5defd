from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.different_mothers import DifferentMothers
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.refusal import Invalid


def tell_apart(
    *, mother_id: UUID, other_id: UUID, by: Actor, now: datetime, uow: UnitOfWork
) -> None:
    """
    Remember that two entries are of two mothers, so that nobody is asked again.

    Raises MotherNotFound, or Invalid for a mother and herself.
    """
    if mother_id == other_id:
        raise Invalid({"other_id": ["Choose another mother."]})
    with uow:
        uow.mothers.load(sorted([mother_id, other_id]))
        for one in (mother_id, other_id):
            uow.mothers.get(one)
        said = DifferentMothers.said(mother_id, other_id, by=by, at=now)
        uow.duplicates.keep_apart(said)
        uow.commit()
