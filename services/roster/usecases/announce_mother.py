"""
What the others are told of a mother. Each use case that changes her says so here.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.domain.enrolment import Help
from services.roster.domain.errors import YesHeardByOutsider
from services.roster.domain.group import Group
from services.roster.domain.mother import Mother
from services.roster.domain.profile import Profile
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.event import LanguageCode, PersonalText
from shared.contracts.roster.children import (
    ChildAdded,
    ChildBirthday,
    ChildRemoved,
    ChildTurnedOne,
    ChildTurnedTwo,
)
from shared.contracts.roster.groups import MotherListed
from shared.contracts.roster.mothers import (
    CommitmentGiven,
    CommitmentWithdrawn,
    ContactChanged,
    HeardBy,
    ResourceOffered,
    ResourceWithdrawn,
)
from shared.kernel.clock import bounds_of_day
from shared.kernel.organisations import Organisation, Role

_HEARD_BY: dict[Role, HeardBy] = {
    Role.COORDINATOR: "coordinator",
    Role.PAEDAGOG: "paedagog",
    Role.HEALTH_VISITOR: "health_visitor",
    Role.HEALTH_VISITORS_LEADER: "health_visitor",
    Role.MOTHER: "mother",
    Role.SYSTEM: "system",
}


def announce_listed(mother: Mother, *, uow: UnitOfWork) -> None:
    """
    Tell of which organisations she is the matter: of those that run her group.
    """
    announce_listed_in(
        uow.groups.get(mother.group_id),
        mother_id=mother.id,
        version=mother.version,
        uow=uow,
    )


def announce_listed_in(
    group: Group, *, mother_id: UUID, version: int, uow: UnitOfWork
) -> None:
    run_by = group.run_by
    uow.outbox.add(
        MotherListed(
            mother_id=mother_id,
            daycare_id=run_by[Organisation.DAYCARE],
            health_visitors_id=run_by[Organisation.HEALTH_VISITORS],
            housing_team_id=run_by[Organisation.HOUSING_TEAM],
            daycare_intake_id=run_by[Organisation.DAYCARE_INTAKE],
            group_id=group.id,
        ),
        version=version,
    )


def announce_contact(
    mother: Mother, profile: Profile | None, *, uow: UnitOfWork
) -> None:
    """
    Tell how she is reached, and of her profile what she reads: by that we write to her.
    """
    reads = profile or Profile(mother_id=mother.id)
    phone = None if mother.phone is None else PersonalText(mother.phone)
    uow.outbox.add(
        ContactChanged(
            mother_id=mother.id,
            display_name=PersonalText(mother.display_name),
            phone=phone,
            languages=_codes(mother.languages),
            shared_phone=mother.shared_phone,
            may_leave_message=mother.may_leave_message,
            reading_languages=_codes(reads.reading_languages),
            does_not_read=reads.does_not_read,
        ),
        version=mother.version,
    )


def _codes(languages: Iterable[str]) -> tuple[LanguageCode, ...]:
    return tuple(LanguageCode(code) for code in languages)


def announce_yes(mother: Mother, *, heard_by: Role, uow: UnitOfWork) -> None:
    """
    Tell that she wants to come, if she has said so; only this allows persistence.

    Raises YesHeardByOutsider.
    """
    if mother.said_yes_on is None:
        return
    if heard_by not in _HEARD_BY:
        raise YesHeardByOutsider
    uow.outbox.add(
        CommitmentGiven(
            mother_id=mother.id,
            said_on=mother.said_yes_on,
            heard_by_role=_HEARD_BY[heard_by],
        ),
        version=mother.version,
    )


def announce_yes_taken_back(
    mother: Mother, *, on: date, heard_by: Role, uow: UnitOfWork
) -> None:
    uow.outbox.add(
        CommitmentWithdrawn(
            mother_id=mother.id, withdrawn_on=on, heard_by_role=_HEARD_BY[heard_by]
        ),
        version=mother.version,
    )


def announce_child(child: Child, *, uow: UnitOfWork) -> None:
    uow.outbox.add(
        ChildAdded(
            child_id=child.id,
            mother_id=child.mother_id,
            # The month is enough to plan a daycare place.
            birth_month=child.born_on.replace(day=1),
            same_as=child.same_as,
        ),
        version=child.version,
    )


def announce_child_removed(child: Child, *, uow: UnitOfWork) -> None:
    gone = ChildRemoved(child_id=child.id, mother_id=child.mother_id)
    uow.outbox.add(gone, version=child.version)


def announce_offers(
    before: Collection[Help], mother: Mother, now: Collection[Help], *, uow: UnitOfWork
) -> None:
    """
    Tell what she offers that is new, and what she offers no more.
    """
    for kind in sorted(set(now) - set(before)):
        told = cast("Any", kind.value)
        event = ResourceOffered(mother_id=mother.id, kind=told)
        uow.outbox.add(event, version=mother.version)
    for kind in sorted(set(before) - set(now)):
        told = cast("Any", kind.value)
        gone = ResourceWithdrawn(mother_id=mother.id, kind=told)
        uow.outbox.add(gone, version=mother.version)


_BIRTHDAYS: Mapping[int, type[ChildBirthday]] = {1: ChildTurnedOne, 2: ChildTurnedTwo}


def announce_birthday(child: Child, *, age: int, uow: UnitOfWork) -> None:
    """
    Tell how old a child has turned; it happened when its day began.
    """
    uow.outbox.add(
        _BIRTHDAYS[age](
            child_id=child.id,
            mother_id=child.mother_id,
            birth_month=child.born_on.replace(day=1),
        ),
        version=age,
        happened_at=bounds_of_day(child.birthday(age))[0],
    )
