from datetime import datetime

from services.roster.domain.erasure import Erasure
from services.roster.usecases.ports import UnitOfWork


def tell_late_erasures(*, now: datetime, uow: UnitOfWork) -> list[Erasure]:
    """
    Return the erasures that are not confirmed after a day, each once.
    """
    with uow:
        late = [one for one in uow.erasures.late(at=now) if one.tell_late(at=now)]
        for erasure in late:
            uow.erasures.save(erasure)
        uow.commit()
    return late
