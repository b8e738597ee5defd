from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork

_KEPT_FOR = timedelta(days=7)


def forget_meeting_places(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete what was written about where a mother was fetched, a week after the session.
    """
    with uow:
        uow.pick_ups.forget_notes(before=now - _KEPT_FOR)
        uow.commit()
