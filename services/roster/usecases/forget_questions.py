from datetime import datetime

from services.roster.domain.question import KEPT_FOR
from services.roster.usecases.ports import UnitOfWork


def forget_questions(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete a question a year after it was written: it was never a record of anything.
    """
    with uow:
        uow.questions.forget_older(than=now - KEPT_FOR)
        uow.commit()
