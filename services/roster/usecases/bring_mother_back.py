from datetime import date
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.ports import UnitOfWork


def bring_mother_back(*, mother_id: UUID, said_on: date, uow: UnitOfWork) -> Mother:
    """
    Put a mother on the list again who has changed her no thanks into a yes.

    Nobody is told: it was outreach that she said it to, and outreach has told it.

    Raises MotherNotFound.
    """
    with uow:
        mother = uow.mothers.get(mother_id)
        if mother.come_back(on=said_on):
            uow.mothers.save(mother)
        uow.commit()
    return mother
