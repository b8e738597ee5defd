from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.domain.errors import MotherAlreadyListed
from services.roster.domain.mother import Mother
from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.usecases.announce_mother import (
    announce_child,
    announce_contact,
    announce_yes,
)
from services.roster.usecases.no_thanks_of_erased import refuse_no_thanks_number
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid


def add_mother(
    *, group_id: UUID, told: RosterRow, today: date, heard_by: Role, uow: UnitOfWork
) -> tuple[Mother, list[Child]]:
    """
    Put a mother and her children on a group's list.

    ``told`` is one line, whether it stood in a file or was typed here; ``heard_by`` is
    who heard her say yes, if she did.

    Refuses one whom we know by a phone of her own: entered a second time she would get
    every message twice, and her no thanks would not hold for her second self.

    Raises GroupNotFound, MotherAlreadyListed, NumberSaidNoThanks, YesHeardByOutsider
    or Invalid.
    """
    with uow:
        uow.groups.get(group_id)
        _refuse_if_listed(told, uow=uow)
        refuse_no_thanks_number(told, said_yes_on=told.said_yes_on, uow=uow)
        added = put_on_list(
            group_id=group_id, told=told, today=today, heard_by=heard_by, uow=uow
        )
        uow.commit()
    return added


def put_on_list(
    *, group_id: UUID, told: RosterRow, today: date, heard_by: Role, uow: UnitOfWork
) -> tuple[Mother, list[Child]]:
    """
    Enter a mother who is known to be new, in a group that there is.

    Raises YesHeardByOutsider or Invalid.
    """
    _refuse_yes_in_the_future(told.said_yes_on, today=today)
    with uow:
        mother = _mother(told, group_id=group_id, today=today)
        children = _children(told.children, mother_id=mother.id, today=today)
        uow.mothers.save(mother)
        announce_contact(mother, uow=uow)
        announce_yes(mother, heard_by=heard_by, uow=uow)
        for child in children:
            uow.children.save(child)
            announce_child(child, uow=uow)
        uow.commit()
    return mother, children


def known_by_phone(told: RosterRow, *, uow: UnitOfWork) -> Mother | None:
    """
    Return the mother whose own phone this is, if she is on a list.
    """
    if told.phone is None or told.shared_phone:
        return None
    found = uow.mothers.with_phones([told.phone])
    return next((known for known in found if not known.shared_phone), None)


def _refuse_if_listed(told: RosterRow, *, uow: UnitOfWork) -> None:
    known = known_by_phone(told, uow=uow)
    if known is not None:
        raise MotherAlreadyListed(
            id=str(known.id), state=known.enrolment, version=known.version
        )


def _mother(told: RosterRow, *, group_id: UUID, today: date) -> Mother:
    return Mother(
        id=new_id(),
        group_id=group_id,
        display_name=told.display_name,
        phone=told.phone,
        languages=told.languages,
        shared_phone=told.shared_phone,
        may_leave_message=told.may_leave_message,
        said_yes_on=told.said_yes_on,
        listed_on=today,
    )


def _children(told: Iterable[RowChild], *, mother_id: UUID, today: date) -> list[Child]:
    return [
        Child.enter(
            child_id=new_id(),
            mother_id=mother_id,
            first_name=child.first_name,
            born_on=child.born_on,
            today=today,
        )
        for child in told
    ]


def _refuse_yes_in_the_future(said_yes_on: date | None, *, today: date) -> None:
    if said_yes_on is not None and said_yes_on > today:
        raise Invalid({"said_yes_on": ["Write a day that has been."]})
