from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall


def forget_absences(*, kept: timedelta, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete when somebody was away, soon after: nobody keeps count of colleagues.

    What the three were told of a session goes too, since it says who did not come.
    """
    with uow:
        uow.absences.forget_older(than=on_the_wall(now).date() - kept)
        uow.staffing_warnings.forget_older(than=now - kept)
        uow.commit()
