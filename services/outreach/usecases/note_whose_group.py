"""
Keep which organisations run a group.
"""

from services.outreach.domain.whose_group import WhoseGroup
from services.outreach.usecases.ports import OutreachUnitOfWork


def note_whose_group(told: WhoseGroup, *, uow: OutreachUnitOfWork) -> None:
    """
    Keep what the roster told; a repeat changes nothing.
    """
    with uow:
        if uow.whose_groups.find(told.group_id) != told:
            uow.whose_groups.save(told)
        uow.commit()
