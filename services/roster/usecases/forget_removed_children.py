from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork


def forget_removed_children(*, kept: timedelta, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete for good what nobody has brought back in time.

    Not while something is in hand that may be about the child.
    """
    with uow:
        uow.children.forget_removed(before=now - kept)
        uow.commit()
