from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.roster.domain.roster_file import FileState, RosterFile
from services.roster.domain.roster_row import RosterRow
from services.roster.usecases.add_mother import put_on_list
from services.roster.usecases.known_mothers import (
    hold_known_mothers,
    is_new,
    known_mothers,
)
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Organisation, Role

ROWS_AT_ONCE = 100
"""In one transaction: short enough that whoever marks a register does not notice."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """
    The lines behind ``after`` up to ``to_line``; those that can be read, as rows.
    """

    rows: Sequence[RosterRow]
    after: int
    to_line: int
    is_last: bool


def start_roster_file(
    *,
    file_id: UUID,
    by: Role,
    organisation: Organisation,
    good_rows: bool,
    uow: UnitOfWork,
) -> RosterFile:
    """
    Let a file be taken in, batch by batch, from now on.

    Raises RosterFileNotFound, RosterFileUsed or RosterFileNotReady.
    """
    with uow:
        file = uow.roster_files.get(file_id)
        file.start(by=by, organisation=organisation, good_rows=good_rows)
        uow.roster_files.save(file)
        uow.commit()
    return file


def take_in_at_once(
    *,
    file_id: UUID,
    batch: Batch,
    by: Role,
    organisation: Organisation,
    good_rows: bool,
    now: datetime,
    uow: UnitOfWork,
) -> None:
    """
    Take a short list in whole, in the transaction of whoever asks for it.

    Raises RosterFileNotFound, RosterFileUsed, RosterFileNotReady or Invalid.
    """
    _take_in(
        file_id=file_id,
        batch=batch,
        ready=lambda file: file.start(
            by=by, organisation=organisation, good_rows=good_rows
        ),
        now=now,
        uow=uow,
    )


def take_in_batch(
    *, file_id: UUID, batch: Batch, now: datetime, uow: UnitOfWork
) -> None:
    """
    Take the next lines of a file in, and note in the same transaction how far it is.

    A row is taken in whole or not at all, and once: where this stops, by a crash too,
    the next one goes on behind what is noted. Another replica may have been quicker;
    then nothing is done here.

    Raises RosterFileNotFound, RosterFileUsed or Invalid.
    """
    _take_in(file_id=file_id, batch=batch, ready=_nothing, now=now, uow=uow)


def give_up_if_often(*, file_id: UUID, now: datetime, uow: UnitOfWork) -> RosterFile:
    """
    Note that a step of a file came to nothing; after a few of them it is given up.

    Raises RosterFileNotFound.
    """
    with uow:
        file = uow.roster_files.get(file_id)
        file.note_failure(at=now)
        uow.roster_files.save(file)
        uow.commit()
    return file


def _take_in(
    *,
    file_id: UUID,
    batch: Batch,
    ready: Callable[[RosterFile], None],
    now: datetime,
    uow: UnitOfWork,
) -> None:
    with uow:
        group_id = uow.roster_files.peek(file_id).group_id
        # One list a group at a time; and the file last, as whoever erases a mother.
        uow.groups.get(group_id)
        hold_known_mothers(group_id=group_id, rows=batch.rows, uow=uow)
        known = known_mothers(group_id=group_id, rows=batch.rows, uow=uow)
        file = uow.roster_files.get(file_id)
        ready(file)
        if file.state is not FileState.TAKING_IN or file.lines_done != batch.after:
            return
        new = 0
        rows = [row for row in batch.rows if not file.is_left_out(row.line)]
        for row in rows:
            if not is_new(row, found=known.find(row), uow=uow):
                continue
            put_on_list(
                group_id=group_id,
                told=row,
                today=on_the_wall(now).date(),
                heard_by=_whoever_takes_in(file),
                uow=uow,
            )
            known.know_row(row)
            new += 1
        file.note_rows(new=new, known=len(rows) - new, to_line=batch.to_line)
        if batch.is_last:
            file.finish(at=now)
        uow.roster_files.save(file)
        uow.commit()


def _nothing(_file: RosterFile) -> None:
    """
    Leave the file as it is: it was started before.
    """


def _whoever_takes_in(file: RosterFile) -> Role:
    return file.by_role or Role.SYSTEM
