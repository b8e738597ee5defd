from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork


def forget_meeting_places(*, kept: timedelta, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete what was written about where a mother was fetched, soon after the session.
    """
    with uow:
        uow.pick_ups.forget_notes(before=now - kept)
        uow.commit()
