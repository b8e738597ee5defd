from datetime import datetime
from uuid import UUID

from services.roster.domain.roster_file import RosterFile
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.ids import new_id


def keep_roster_file(
    *, group_id: UUID, content: bytes, now: datetime, uow: UnitOfWork
) -> UUID:
    """
    Keep a list for as long as somebody looks at what it would change.

    Raises GroupNotFound.
    """
    file = RosterFile(
        id=new_id(),
        group_id=group_id,
        content=content,
        kept_at=now,
        within=uow.within,
    )
    with uow:
        uow.groups.get(group_id)
        uow.roster_files.save(file)
        uow.commit()
    return file.id
