from datetime import date
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.let_pick_ups_follow import cancel_pick_ups_of_mother
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster import MotherDeclined


def decline_mother(*, mother_id: UUID, said_on: date, uow: UnitOfWork) -> Mother:
    """
    Take a mother's no thanks and tell everybody, once however often it is said.

    Raises MotherNotFound.
    """
    with uow:
        mother = uow.mothers.get(mother_id)
        if mother.decline(on=said_on):
            uow.mothers.save(mother)
            cancel_pick_ups_of_mother(mother.id, uow=uow)
            uow.outbox.add(
                MotherDeclined(mother_id=mother.id, declined_on=said_on),
                version=mother.version,
            )
        uow.commit()
    return mother
