"""
The list of mothers that a coordinator exports from Excel.

Only a name is needed on a line: coming is voluntary, and so is all that she tells.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from services.roster.domain.roster_row import RosterRow
from services.roster.entrypoints.roster_csv_columns import Columns, columns_of
from services.roster.entrypoints.roster_csv_errors import RowError, row_error
from services.roster.entrypoints.roster_csv_faults import Fault
from services.roster.entrypoints.roster_csv_lines import (
    FileUnreadableError,
    Line,
    lines_of,
)
from services.roster.entrypoints.roster_csv_repeats import Repeats
from services.roster.entrypoints.roster_csv_rows import RowReader
from services.roster.usecases.take_in_roster_file import Batch

MOST_ROWS = 10_000
_AT_ONCE = 50  # lines between two pauses


@dataclass(kw_only=True)
class ReadRoster:
    """
    What a file says: the lines that can be used, and all that is wrong in the others.

    As long as there are errors nothing should be taken in, so that a corrected file
    can be read again as if for the first time. ``is_cut`` tells that what is wrong is
    not in single lines, so that the others are not good by themselves either.
    """

    is_cut: bool = False
    rows: list[RosterRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read_roster(
    *, content: bytes, today: date, pause: Callable[[], None] = lambda: None
) -> ReadRoster:
    """
    Read a roster file; whatever is in it, the answer is rows or errors.

    ``pause`` is called now and then, so that others have their turn.
    """
    roster = ReadRoster()
    try:
        _read_into(roster, content=content, today=today, pause=pause)
    except FileUnreadableError as unreadable:
        roster.is_cut = True
        roster.errors.append(row_error(unreadable.fault, line=unreadable.line))
    return roster


def batches_of(
    content: bytes, *, today: date, after: int, most: int
) -> Iterator[Batch]:
    """
    Yield the lines behind ``after``, some at a time, as the rows that can be read.

    The file was read before: what is wrong in it is known.
    """
    lines = lines_of(content)
    columns = columns_of(next(lines))
    coming = (line for line in lines if line.number > after)
    part = list(islice(coming, most))
    while part:
        following = list(islice(coming, most))
        readers = [RowReader(line=one, columns=columns, today=today) for one in part]
        rows = [(reader.row(), reader) for reader in readers]
        yield Batch(
            rows=[row for row, reader in rows if not reader.errors],
            after=after,
            to_line=part[-1].number,
            is_last=not following,
        )
        after, part = part[-1].number, following


def _read_into(
    roster: ReadRoster, *, content: bytes, today: date, pause: Callable[[], None]
) -> None:
    lines = lines_of(content)
    header = next(lines, None)
    if header is None:
        raise FileUnreadableError(Fault.FILE_EMPTY)
    columns = columns_of(header)
    roster.errors += columns.errors
    roster.is_cut = bool(columns.errors)
    if "name" not in columns.places:
        return
    _read_lines(lines, columns, into=roster, today=today, pause=pause)
    if not roster.rows and not roster.errors:
        raise FileUnreadableError(Fault.FILE_EMPTY)


def _read_lines(
    lines: Iterator[Line],
    columns: Columns,
    *,
    into: ReadRoster,
    today: date,
    pause: Callable[[], None],
) -> None:
    repeats = Repeats()
    for count, line in enumerate(lines):
        if count == MOST_ROWS:
            raise FileUnreadableError(Fault.TOO_MANY_ROWS, line=line.number)
        reader = RowReader(line=line, columns=columns, today=today)
        _take(reader, repeats=repeats, roster=into)
        if count % _AT_ONCE == 0:
            pause()


def _take(reader: RowReader, *, repeats: Repeats, roster: ReadRoster) -> None:
    row = reader.row()
    repeats.refuse_repeat(row, reader)
    roster.errors += reader.errors
    if not reader.errors:
        roster.rows.append(row)
