from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.errors import MotherHasDeclined
from services.roster.domain.mother import Mother
from services.roster.domain.step_rules import may_say_yes
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.announce_mother import announce_contact, announce_yes
from services.roster.usecases.no_thanks_of_erased import refuse_no_thanks_number
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.record_yes import refuse_yes_in_the_future
from shared.kernel.organisations import Role
from shared.kernel.refusal import refuse_if_stale


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
    refuse_yes_in_the_future(said_yes_on, today=today)
    with uow:
        before = uow.mothers.get(mother_id)
        refuse_if_stale(
            expected=seen_version, version=before.version, state=before.enrolment
        )
        new_yes = said_yes_on if said_yes_on != before.said_yes_on else None
        _refuse_yes_after_no_thanks(new_yes, before)
        answers = may_say_yes(before.enrolment)
        mother = _changed(
            before, contact=contact, said_yes_on=None if answers else new_yes
        )
        if _by_what_she_is_known(mother) != _by_what_she_is_known(before):
            refuse_no_thanks_number(mother, said_yes_on=said_yes_on, uow=uow)
        if mother is not before:
            uow.mothers.save(mother)
            announce_contact(mother, uow.profiles.find(mother.id), uow=uow)
        if new_yes is not None:
            _take_new_yes(mother, on=new_yes, heard_by=heard_by, uow=uow)
        uow.commit()
    return mother


def _refuse_yes_after_no_thanks(said_yes_on: date | None, mother: Mother) -> None:
    declined = mother.enrolment is Enrolment.DECLINED or mother.declined_on is not None
    if said_yes_on is not None and declined:
        raise MotherHasDeclined(state=mother.enrolment, version=mother.version)


def _take_new_yes(mother: Mother, *, on: date, heard_by: Role, uow: UnitOfWork) -> None:
    """
    Take it as her answer, where she was asked, or as one more of a mother in the group.
    """
    if may_say_yes(mother.enrolment):
        act = act_of(by=heard_by, now=uow.cause.now, uow=uow)
        write_down(mother.say_yes(on=on, act=act), mother, uow=uow)
    else:
        announce_yes(mother, heard_by=heard_by, uow=uow)


def _by_what_she_is_known(mother: Mother) -> tuple[str | None, bool, str]:
    return mother.phone, mother.shared_phone, mother.display_name


def _changed(before: Mother, *, contact: Contact, said_yes_on: date | None) -> Mother:
    """
    Return the mother's next version, or the same mother if nothing is new.
    """
    after = replace(
        before, **vars(contact), said_yes_on=said_yes_on or before.said_yes_on
    )
    return before if after == before else replace(after, version=before.version + 1)
