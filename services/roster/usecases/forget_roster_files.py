from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork

_KEPT_FOR = timedelta(days=1)


def forget_roster_files(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete the lists that nobody took in within a day: they hold names and numbers.
    """
    with uow:
        uow.roster_files.forget_older(than=now - _KEPT_FOR)
        uow.commit()
