"""
Keep who follows a group's mothers up.
"""

from services.outreach.domain.group_coordinator import GroupCoordinator
from services.outreach.usecases.ports import OutreachUnitOfWork


def note_coordinator(told: GroupCoordinator, *, uow: OutreachUnitOfWork) -> None:
    """
    Keep what the roster told; a repeat changes nothing.
    """
    with uow:
        if uow.group_coordinators.find(told.group_id) != told:
            uow.group_coordinators.save(told)
        uow.commit()
