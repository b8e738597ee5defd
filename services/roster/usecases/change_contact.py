from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.roster.domain.errors import MotherHasDeclined
from services.roster.domain.mother import Enrolment, Mother
from services.roster.usecases.announce_mother import announce_contact, announce_yes
from services.roster.usecases.no_thanks_of_erased import refuse_no_thanks_number
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid, refuse_if_stale


@dataclass(frozen=True, kw_only=True)
class Contact:
    """
    How a mother may be reached, whole: what is left out is not known any more.
    """

    display_name: str = field(repr=False)
    phone: str | None = field(repr=False)
    languages: tuple[str, ...] = field(repr=False)
    shared_phone: bool
    may_leave_message: bool


def change_contact(
    *,
    mother_id: UUID,
    contact: Contact,
    said_yes_on: date | None,
    seen_version: int | None,
    today: date,
    heard_by: Role,
    uow: UnitOfWork,
) -> Mother:
    """
    Write down how a mother may be reached now, and tell only what is new.

    ``said_yes_on`` is a day on which she said that she wants to come; None leaves what
    she said before. Refuses a new yes of a mother who has said no thanks: how she is
    reached may be put right, but no form takes her no thanks back by the way.

    Raises MotherNotFound, StaleVersion, MotherHasDeclined, NumberSaidNoThanks,
    YesHeardByOutsider or Invalid.
    """
    if said_yes_on is not None and said_yes_on > today:
        raise Invalid({"said_yes_on": ["Write a day that has been."]})
    with uow:
        before = uow.mothers.get(mother_id)
        refuse_if_stale(
            expected=seen_version, version=before.version, state=before.enrolment
        )
        new_yes = said_yes_on not in {None, before.said_yes_on}
        if new_yes and before.enrolment is Enrolment.DECLINED:
            raise MotherHasDeclined(state=before.enrolment, version=before.version)
        mother = _changed(before, contact=contact, said_yes_on=said_yes_on)
        if mother.phone != before.phone:
            refuse_no_thanks_number(mother, said_yes_on=said_yes_on, uow=uow)
        if mother is not before:
            uow.mothers.save(mother)
            announce_contact(mother, uow=uow)
            if new_yes:
                announce_yes(mother, heard_by=heard_by, uow=uow)
        uow.commit()
    return mother


def _changed(before: Mother, *, contact: Contact, said_yes_on: date | None) -> Mother:
    """
    Return the mother's next version, or the same mother if nothing is new.
    """
    after = replace(
        before, **vars(contact), said_yes_on=said_yes_on or before.said_yes_on
    )
    return before if after == before else replace(after, version=before.version + 1)
