from datetime import datetime

from services.roster.domain.child import MAY_BE_BROUGHT_BACK_FOR
from services.roster.usecases.ports import UnitOfWork


def forget_removed_children(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Delete for good what nobody has brought back within a day.

    Not while something is in hand that may be about the child.
    """
    with uow:
        uow.children.forget_removed(before=now - MAY_BE_BROUGHT_BACK_FOR)
        uow.commit()
