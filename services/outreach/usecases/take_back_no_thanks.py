"""
Take back a no thanks that she never said: it was a slip of the finger.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.keep_undoing import keep_undoing
from services.outreach.usecases.known import known_mother, mother_on_the_list
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def take_back_no_thanks(
    *, mother_id: UUID, by: Role, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Let her stand as before it was written, for some minutes and if nothing was said.

    Raises MotherNotFound or NoThanksStands.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        talk = uow.mothers.talk_before(mother)
        change = mother.takes_back_no_thanks(by=by, at=now, talk=talk)
        keep_undoing(change, mother, by=by, at=now, uow=uow)


def note_declining_taken_back(
    *, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Go on with a mother whose no thanks to the group was a slip at the roster's.
    """
    with uow:
        mother = known_mother(mother_id, uow=uow)
        talk = uow.mothers.talk_before(mother)
        change = mother.declining_was_none(at=now, talk=talk)
        keep_undoing(change, mother, by=Role.SYSTEM, at=now, uow=uow)
