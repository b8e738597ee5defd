from datetime import date, datetime
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid


def record_yes(
    *, mother_id: UUID, said_on: date, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Write down that a mother wants to come; only this allows us to be persistent.

    Raises MotherNotFound, RoleMayNot, NotFromHere, MotherHasDeclined or Invalid.
    """
    return take_step(
        lambda mother, act: take_yes(mother, on=said_on, act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )


def take_yes(mother: Mother, *, on: date, act: Act) -> EnrolmentChange:
    refuse_yes_in_the_future(on, today=act.on)
    return mother.say_yes(on=on, act=act)


def refuse_yes_in_the_future(said_yes_on: date | None, *, today: date) -> None:
    if said_yes_on is not None and said_yes_on > today:
        raise Invalid({"said_yes_on": ["Write a day that has been."]})
