from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.roster.domain.roster_file import RosterFile
from services.roster.domain.roster_row import RosterRow
from services.roster.usecases.import_roster import import_roster
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role


def import_roster_file(
    *,
    file_id: UUID,
    rows: Sequence[RosterRow],
    heard_by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> RosterFile:
    """
    Take in the lines of a file that was kept, and forget what it said.

    Raises RosterFileNotFound, RosterFileUsed, YesHeardByOutsider or Invalid.
    """
    with uow:
        file = uow.roster_files.get(file_id)
        file.unused_content()
        difference = import_roster(
            group_id=file.group_id,
            rows=rows,
            today=on_the_wall(now).date(),
            heard_by=heard_by,
            uow=uow,
        )
        file.use(
            new_mothers=len(difference.new), known_mothers=difference.known, at=now
        )
        uow.roster_files.save(file)
        uow.commit()
    return file
