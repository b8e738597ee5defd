"""
What outreach does when the roster tells whose a group or a mother is.
"""

from datetime import datetime

from services.outreach.domain.whose_group import WhoseGroup
from services.outreach.usecases.note_whose_group import note_whose_group
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import consumes
from shared.bus.whose import note_whose_mother
from shared.contracts.roster import GroupBegun, MotherListed


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

    @consumes(MotherListed, needs=lambda event: {"whose_mothers": event.mother_id})
    def note_whose_mother_on_mother_listed(
        self, event: MotherListed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        note_whose_mother(event, uow=uow)
