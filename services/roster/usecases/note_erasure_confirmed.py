from datetime import datetime
from uuid import UUID

from services.roster.usecases.ports import UnitOfWork


def note_erasure_confirmed(
    *, mother_id: UUID, service: str, now: datetime, uow: UnitOfWork
) -> None:
    """
    Note that a service has erased a mother; a repeat changes nothing.
    """
    with uow:
        erasure = uow.erasures.find(mother_id)
        if erasure is not None and erasure.confirm(service, at=now):
            uow.erasures.save(erasure)
        uow.commit()
