from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall

_KEPT_FOR = timedelta(days=7)


def forget_absences(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete when somebody was away, a week after: nobody keeps count of colleagues.
    """
    with uow:
        uow.absences.forget_older(than=on_the_wall(now).date() - _KEPT_FOR)
        uow.commit()
