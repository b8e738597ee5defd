from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall

_KEPT_FOR = timedelta(days=7)


def forget_absences(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete when somebody was away, a week after: nobody keeps count of colleagues.

    What the three were told of a session goes too, since it says who did not come.
    """
    with uow:
        uow.absences.forget_older(than=on_the_wall(now).date() - _KEPT_FOR)
        uow.staffing_warnings.forget_older(than=now - _KEPT_FOR)
        uow.commit()
