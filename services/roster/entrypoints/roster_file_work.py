"""
Lists on their way in: read, and taken in, step by step and beside everything else.

A short list is done while whoever has sent it waits. A long one is the clock's: its
page tells how far it is.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from services.roster.domain.roster_file import FileState, RosterFile
from services.roster.entrypoints.roster_csv import batches_of, read_roster
from services.roster.entrypoints.roster_csv_errors import fault_of
from services.roster.usecases import queries
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_in_roster_file import (
    ROWS_AT_ONCE,
    give_up_if_often,
    start_roster_file,
    take_in_at_once,
    take_in_batch,
)
from services.roster.usecases.try_roster_file import try_roster_file
from shared.kernel.clock import on_the_wall
from shared.kernel.refusal import NotFound
from shared.web.http import Call

SHORT = 20_000
"""Bytes, some hundred lines: read in less time than a page takes to be opened."""
_LONGEST = 2.0  # seconds in one go; whoever stops the service waits for its end.


def read_if_short(
    file_id: UUID, *, content: bytes, call: Call, uow: UnitOfWork
) -> None:
    if len(content) <= SHORT:
        today = _today(call.now)
        _read(file_id, content=content, today=today, uow=uow, pause=_no_pause)


def take_in(file_id: UUID, *, good_rows: bool, call: Call, uow: UnitOfWork) -> None:
    """
    Take a short list in now, and let the clock take in a long one.

    Raises RosterFileNotFound, RosterFileUsed or RosterFileNotReady.
    """
    file = queries.roster_file(file_id=file_id, uow=uow)
    told: dict[str, Any] = {
        "by": call.by,
        "organisation": call.organisation,
        "good_rows": good_rows,
    }
    content = file.unused_content()
    rows = 0 if file.findings is None else file.findings.rows
    if not 0 < rows <= ROWS_AT_ONCE or len(content) > SHORT:
        start_roster_file(file_id=file_id, **told, uow=uow)
        return
    # All of its lines at once, also those with errors: they are left out.
    (batch,) = batches_of(content, today=_today(call.now), after=0, most=SHORT)
    take_in_at_once(file_id=file_id, batch=batch, **told, now=call.now, uow=uow)


def work_on_files(*, now: datetime, uow: Any) -> None:
    """
    Go on with the file that has waited longest, for a moment.

    What fails is noted, and tried again: after a few times the file is given up.
    """
    file = queries.roster_file_to_work_on(uow=uow)
    if file is None:
        return
    uow.within = file.within
    try:
        _go_on(file, now=now, uow=uow)
    except NotFound:
        return  # It was deleted meanwhile: somebody who may stand on it was erased.
    except Exception:
        give_up_if_often(file_id=file.id, now=now, uow=uow)
        raise


def _go_on(file: RosterFile, *, now: datetime, uow: Any) -> None:
    today = _today(now)
    if file.state is FileState.TO_READ:
        content = file.unused_content()
        _read(file.id, content=content, today=today, uow=uow, pause=_pause)
        return
    before, until = uow.cause, monotonic() + _LONGEST
    uow.cause = replace(before, organisation=file.by_organisation)
    try:
        for batch in batches_of(
            file.unused_content(),
            today=today,
            after=file.lines_done,
            most=ROWS_AT_ONCE,
        ):
            take_in_batch(file_id=file.id, batch=batch, now=now, uow=uow)
            if monotonic() > until:
                return
            _pause()
    finally:
        uow.cause = before


def _read(
    file_id: UUID,
    *,
    content: bytes,
    today: date,
    uow: UnitOfWork,
    pause: Callable[[], None],
) -> None:
    roster = read_roster(content=content, today=today, pause=pause)
    try_roster_file(
        file_id=file_id,
        rows=roster.rows,
        faults=[fault_of(error) for error in roster.errors],
        is_cut=roster.is_cut,
        uow=uow,
        pause=pause,
    )


def _no_pause() -> None:
    """
    Go on at once: it is short, and inside a transaction nobody waits for another.
    """


def _pause() -> None:
    """
    Let the others have their turn: this process answers pages too.
    """
    sleep(0)


def _today(now: datetime) -> date:
    return on_the_wall(now).date()
