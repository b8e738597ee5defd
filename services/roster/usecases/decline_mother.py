from datetime import date, datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def decline_mother(
    *,
    mother_id: UUID,
    said_on: date,
    may_ask_at_new_birth: bool = False,
    by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> Mother:
    """
    Take a mother's no thanks and tell everybody, once however often it is said.

    It holds for every sender (rule 3): also for another organisation on whose list she
    stands by the same number. Nobody else learns there who has heard it where.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """

    def decline(one: UUID) -> Mother:
        return take_step(
            lambda mother, act: mother.decline(
                on=said_on, act=act, may_ask_at_new_birth=may_ask_at_new_birth
            ),
            mother_id=one,
            by=by,
            now=now,
            uow=uow,
        )

    with uow:
        declined = decline(mother_id)
        uow.flush()
        with uow.beyond():
            for one in uow.mothers.listed_elsewhere(mother_id):
                decline(one)
        uow.commit()
    return declined
