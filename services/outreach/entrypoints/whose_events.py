"""
What outreach does when the roster tells whose a group or a mother is, and who is away.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from services.outreach.domain.group_contact import GroupContact, StandIn
from services.outreach.domain.whose_group import WhoseGroup
from services.outreach.usecases.keep_group_contact import keep_group_contact
from services.outreach.usecases.note_whose_group import note_whose_group
from services.outreach.usecases.note_whose_mother import note_whose_mother
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import consumes
from shared.bus.whose import WhoseMother
from shared.contracts.roster.groups import ContactReassigned, GroupBegun, MotherListed


def _her_and_whose(event: MotherListed) -> dict[str, UUID]:
    return {"whose_mothers": event.mother_id, "mothers": event.mother_id}


class Entrypoints:
    """
    By this each housing team sees its own list (decision 0036).
    """

    @consumes(GroupBegun, needs=lambda event: {"whose_groups": event.group_id})
    def note_whose_group_on_group_begun(
        self, event: GroupBegun, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        note_whose_group(WhoseGroup(**vars(event)), uow=uow)

    @consumes(ContactReassigned, needs=lambda e: {"group_contacts": e.group_id})
    def keep_group_contact_on_contact_reassigned(
        self, event: ContactReassigned, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        keep_group_contact(_contact_in(event), uow=uow)

    @consumes(MotherListed, needs=_her_and_whose)
    def note_whose_mother_on_mother_listed(
        self, event: MotherListed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        note_whose_mother(WhoseMother(**vars(event)), uow=uow)


def _contact_in(event: ContactReassigned) -> GroupContact:
    """
    Return who is told of, for good, and each time for which somebody stands in.
    """
    is_for_good = event.temporary_until is None
    return GroupContact(
        group_id=event.group_id,
        user_id=event.to_user_id if is_for_good else event.from_user_id,
        stand_ins=tuple(_stand_ins_in(event)),
    )


def _stand_ins_in(event: ContactReassigned) -> Iterator[StandIn]:
    """
    Return those of all absences; the release before told of one alone.
    """
    away = list(zip(event.away_from, event.away_until, strict=False))
    deputy_id = event.deputy_id
    if not away and event.temporary_until is not None:
        away, deputy_id = [(event.from_day, event.temporary_until)], event.to_user_id
    for first_day, last_day in away:
        if deputy_id is not None:
            yield StandIn(deputy_id=deputy_id, first_day=first_day, last_day=last_day)
