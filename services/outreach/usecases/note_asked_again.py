"""
Note that a mother was called to be asked again, or asked, and has not answered.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.by_hand import by_hand
from services.outreach.domain.change import Change
from services.outreach.domain.review import AskedOutcome
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.next_steps import calendar_for, ways_of
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.schedule_follow_ups import schedule
from shared.kernel.organisations import Role


def note_asked_again(
    *,
    mother_id: UUID,
    outcome: AskedOutcome = AskedOutcome.NO_ANSWER,
    made_already: bool = False,
    by_machine: bool = False,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Take her from those who are to be asked; it is asked once, however often noted.

    Whom nobody has reached stays among them. Either is a contact, so a third of a day
    is refused, unless somebody says that it was made already; so is one at another time
    than a page invites to, if it is told ``by_machine``. What she answers is recorded
    as her word instead, and needs no note.

    Raises MotherNotFound, EnoughForToday or NotToBeContactedNow.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        calendar = calendar_for(mother, now=now, uow=uow)
        if not made_already:
            mother.refuse_third_contact(calendar=calendar, at=now)
        if by_machine and not made_already:
            by_hand(mother, calendar=calendar, at=now).refuse_unless_now()
        if mother.was_asked_again(by=by, at=now, outcome=outcome):
            change = Change(untexted=mother.leave_untexted(at=now))
            way = ways_of(mother, calendar=calendar, now=now, uow=uow)
            mother.let_review_follow(at=now)
            announce(change, mother=mother, outbox=uow.outbox)
            schedule(mother, way=way, uow=uow)
            uow.mothers.save(mother)
        uow.commit()
