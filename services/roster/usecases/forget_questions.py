from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall


def forget_questions(*, kept: timedelta, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete a question some time after it was written: it is no record of anything.

    How many were sent by a link is forgotten with its day.
    """
    with uow:
        uow.questions_sent.forget_before(on_the_wall(now).date())
        uow.questions.forget_older(than=now - kept)
        uow.commit()
