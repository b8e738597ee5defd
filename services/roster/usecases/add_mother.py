from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.child import Child
from services.roster.domain.enrolment import Enrolment, SuggestedBy
from services.roster.domain.errors import MotherAlreadyListed
from services.roster.domain.mother import Mother
from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.domain.standing import Standing
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.announce_mother import (
    announce_child,
    announce_contact,
    announce_listed,
    announce_yes,
)
from services.roster.usecases.change_profile import ToldOfHerself, change_profile
from services.roster.usecases.no_thanks_of_erased import refuse_no_thanks_number
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.record_yes import refuse_yes_in_the_future
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role


def add_mother(
    *,
    group_id: UUID,
    told: RosterRow,
    today: date,
    heard_by: Role,
    uow: UnitOfWork,
    suggested_by: SuggestedBy | None = None,
    of_herself: ToldOfHerself | None = None,
) -> tuple[Mother, list[Child]]:
    """
    Put a mother and her children on a group's list.

    ``told`` is one line, whether it stood in a file or was typed here, ``of_herself``
    what else she tells; ``heard_by`` is who heard her say yes, if she did.
    ``suggested_by`` is who thought of her; without it she comes to the group already.

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
            group_id=group_id,
            told=told,
            today=today,
            heard_by=heard_by,
            uow=uow,
            suggested_by=suggested_by,
        )
        if of_herself is not None and of_herself != ToldOfHerself():
            change_profile(
                mother_id=added[0].id, told=of_herself, seen_version=None, uow=uow
            )
        uow.commit()
    return added


def put_on_list(
    *,
    group_id: UUID,
    told: RosterRow,
    today: date,
    heard_by: Role,
    uow: UnitOfWork,
    suggested_by: SuggestedBy | None = None,
) -> tuple[Mother, list[Child]]:
    """
    Enter a mother who is known to be new, in a group that there is.

    Raises YesHeardByOutsider, RoleMayNot or Invalid.
    """
    refuse_yes_in_the_future(told.said_yes_on, today=today)
    with uow:
        act = act_of(by=heard_by, now=uow.cause.now, uow=uow)
        mother = _mother(told, group_id=group_id, today=today)
        mother.suggested_by = suggested_by
        children = _children(told.children, mother_id=mother.id, today=today)
        announce_listed(mother, uow=uow)
        announce_contact(mother, None, uow=uow)
        if suggested_by is None:
            _enter(mother, said_yes_on=told.said_yes_on, act=act, uow=uow)
        else:
            _suggest(mother, said_yes_on=told.said_yes_on, act=act, uow=uow)
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


def _enter(
    mother: Mother, *, said_yes_on: date | None, act: Act, uow: UnitOfWork
) -> None:
    mother.said_yes_on = said_yes_on
    write_down(mother.first_line(act=act), mother, uow=uow)
    announce_yes(mother, heard_by=act.by_role, uow=uow)


def _suggest(
    mother: Mother, *, said_yes_on: date | None, act: Act, uow: UnitOfWork
) -> None:
    """
    Enter one who was thought of; she may have been asked and have said yes already.
    """
    mother.standing = Standing(enrolment=Enrolment.SUGGESTED, since=act.on)
    write_down(mother.first_line(act=act), mother, uow=uow)
    if said_yes_on is not None:
        write_down(mother.say_yes(on=said_yes_on, act=act), mother, uow=uow)


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
        standing=Standing(since=today),
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
