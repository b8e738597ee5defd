from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.roster.domain.enrolment import Help
from services.roster.domain.mother import Mother
from services.roster.domain.profile import Profile
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def take_offer_of_help(
    *, mother_id: UUID, kind: Help, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Write down how a mother who has left would help the others.

    It is a step on her way, and she is found by it like one of the group.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """
    with uow:
        mother = take_step(
            lambda mother, act: mother.offer_help(kind=kind, act=act),
            mother_id=mother_id,
            by=by,
            now=now,
            uow=uow,
        )
        known = uow.profiles.find(mother.id)
        before = known or Profile(mother_id=mother.id)
        if kind not in before.offers:
            version = before.version + 1 if known else before.version
            offers = before.offers | {kind}
            uow.profiles.save(replace(before, offers=offers, version=version))
        uow.commit()
    return mother
