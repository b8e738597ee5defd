from datetime import datetime
from uuid import UUID

from services.roster.domain.calendar_link import CalendarLink
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.secret import new_secret


def renew_calendar_link(
    *, group_id: UUID, now: datetime, uow: UnitOfWork
) -> CalendarLink:
    """
    Make a link to a group's calendar; one that there was opens nothing any more.

    Raises GroupNotFound.
    """
    return _put(new_secret(), group_id=group_id, now=now, uow=uow)


def revoke_calendar_link(
    *, group_id: UUID, now: datetime, uow: UnitOfWork
) -> CalendarLink:
    """
    Take a group's link back.

    Raises GroupNotFound.
    """
    return _put(None, group_id=group_id, now=now, uow=uow)


def _put(
    secret: str | None, *, group_id: UUID, now: datetime, uow: UnitOfWork
) -> CalendarLink:
    with uow:
        uow.groups.get(group_id)
        uow.calendar_links.find(group_id)
        link = CalendarLink(group_id=group_id, secret=secret, changed_at=now)
        uow.calendar_links.save(link)
        uow.commit()
    return link
