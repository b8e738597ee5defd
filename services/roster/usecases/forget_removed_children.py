from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork


def forget_removed_children(*, kept: timedelta, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete for good what nobody has brought back in time.
    """
    with uow:
        uow.children.forget_removed(before=now - kept)
        uow.commit()
