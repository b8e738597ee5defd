from datetime import datetime

from services.roster.domain.question import KEPT_FOR
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall


def forget_questions(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete a question a year after it was written: it was never a record of anything.

    How many were sent by a link is forgotten with its day.
    """
    with uow:
        uow.questions_sent.forget_before(on_the_wall(now).date())
        uow.questions.forget_older(than=now - KEPT_FOR)
        uow.commit()
