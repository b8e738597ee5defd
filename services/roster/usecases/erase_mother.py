from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.erasure import Cause, Erasure
from services.roster.domain.mother import Mother
from services.roster.usecases.let_pick_ups_follow import cancel_pick_ups_of_mother
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.privacy import ErasureOrdered
from shared.kernel.clock import on_the_wall


def erase_mother(
    *, mother_id: UUID, cause: Cause, by: Actor, now: datetime, uow: UnitOfWork
) -> Erasure:
    """
    Delete all that the roster keeps of a mother but her id, and order the same of all.

    Her no thanks is kept by a keyed hash of her number; so is her wish to be erased:
    she may have said no to somebody whose word is still on its way. A list that waits
    to be taken in is deleted too: she may stand on it.

    Raises MotherNotFound.
    """
    with uow:
        uow.persons.take_turn()
        mother = uow.mothers.get(mother_id)
        _keep_no_thanks(mother, cause=cause, on=on_the_wall(now).date(), uow=uow)
        cancel_pick_ups_of_mother(mother.id, uow=uow)
        erasure = Erasure.order(
            mother_id=mother.id,
            group_id=mother.group_id,
            cause=cause,
            by=by,
            at=now,
        )
        uow.erasures.save(erasure)
        uow.roster_files.forget_waiting()
        uow.flush()
        ids = [mother.id, *uow.persons.other_ids_of(mother.id)]
        uow.persons.erase(mother.id, now=now)
        for one in ids:
            _order(one, erasure, uow=uow)
        uow.commit()
    return erasure


def _order(person_id: UUID, erasure: Erasure, *, uow: UnitOfWork) -> None:
    """
    Order it for each id of hers: that two were one may still be on its way to others.
    """
    if person_id != erasure.id:
        uow.erasures.save(replace(erasure, id=person_id, confirmed={}))
    uow.outbox.add(
        ErasureOrdered(person_id=person_id, due_at=erasure.due_at), version=1
    )


def _keep_no_thanks(mother: Mother, *, cause: Cause, on: date, uow: UnitOfWork) -> None:
    if mother.declined_on is not None or cause is Cause.SHE_ASKED:
        uow.no_thanks_numbers.keep(mother, said_on=mother.declined_on or on)
