from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork


def forget_roster_files(*, kept: timedelta, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete the lists that nobody took in in time: they hold names and numbers.
    """
    with uow:
        uow.roster_files.forget_older(than=now - kept)
        uow.commit()
