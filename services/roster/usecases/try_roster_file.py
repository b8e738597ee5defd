from collections.abc import Callable, Sequence
from uuid import UUID

from services.roster.domain.roster_file import (
    MOST_DIFFERENCES_TOLD,
    MOST_FAULTS_TOLD,
    Findings,
    RosterFile,
    RowFault,
)
from services.roster.domain.roster_row import RosterRow
from services.roster.usecases.import_roster import compare_roster
from services.roster.usecases.ports import UnitOfWork


def try_roster_file(
    *,
    file_id: UUID,
    rows: Sequence[RosterRow],
    faults: Sequence[RowFault],
    is_cut: bool,
    uow: UnitOfWork,
    pause: Callable[[], None] = lambda: None,
) -> RosterFile:
    """
    Write down what taking a file in would do, and what is wrong in it.

    ``rows`` are its lines that can be read. Nothing else is changed.

    Raises RosterFileNotFound, RosterFileUsed or RosterFileNotReady.
    """
    with uow.reading():
        group_id = uow.roster_files.peek(file_id).group_id
        difference = compare_roster(group_id=group_id, rows=rows, uow=uow, pause=pause)
    with uow:
        file = uow.roster_files.get(file_id)
        file.find(
            Findings(
                rows=len(rows),
                new=len(difference.new),
                known=difference.known,
                is_cut=is_cut,
                faults=len(faults),
                told_faults=tuple(faults[:MOST_FAULTS_TOLD]),
                left_out=frozenset(fault.line for fault in faults),
                differing=len(difference.differing),
                told_differences=tuple(difference.differing[:MOST_DIFFERENCES_TOLD]),
            )
        )
        uow.roster_files.save(file)
        uow.commit()
    return file
