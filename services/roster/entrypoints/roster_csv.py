"""
The list of mothers that a coordinator exports from Excel.

Only a name is needed on a line: coming is voluntary, and so is all that she tells.
"""

from dataclasses import dataclass, field
from datetime import date

from services.roster.domain.roster_row import RosterRow
from services.roster.entrypoints.roster_csv_columns import columns_of
from services.roster.entrypoints.roster_csv_errors import RowError, row_error
from services.roster.entrypoints.roster_csv_faults import Fault
from services.roster.entrypoints.roster_csv_lines import FileUnreadableError, lines_of
from services.roster.entrypoints.roster_csv_repeats import Repeats
from services.roster.entrypoints.roster_csv_rows import RowReader

MOST_ROWS = 10_000


@dataclass(kw_only=True)
class ReadRoster:
    """
    What a file says: the lines that can be used, and all that is wrong in the others.

    As long as there are errors nothing should be taken in, so that a corrected file
    can be read again as if for the first time.
    """

    rows: list[RosterRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read_roster(*, content: bytes, today: date) -> ReadRoster:
    """
    Read a roster file; whatever is in it, the answer is rows or errors.
    """
    roster = ReadRoster()
    try:
        _read_into(roster, content=content, today=today)
    except FileUnreadableError as unreadable:
        roster.errors.append(row_error(unreadable.fault, line=unreadable.line))
    return roster


def _read_into(roster: ReadRoster, *, content: bytes, today: date) -> None:
    lines = lines_of(content)
    header = next(lines, None)
    if header is None:
        raise FileUnreadableError(Fault.FILE_EMPTY)
    columns = columns_of(header)
    roster.errors += columns.errors
    if "name" not in columns.places:
        return
    repeats = Repeats()
    for count, line in enumerate(lines):
        if count == MOST_ROWS:
            raise FileUnreadableError(Fault.TOO_MANY_ROWS, line=line.number)
        reader = RowReader(line=line, columns=columns, today=today)
        _take(reader, repeats=repeats, roster=roster)
    if not roster.rows and not roster.errors:
        raise FileUnreadableError(Fault.FILE_EMPTY)


def _take(reader: RowReader, *, repeats: Repeats, roster: ReadRoster) -> None:
    row = reader.row()
    repeats.refuse_repeat(row, reader)
    roster.errors += reader.errors
    if not reader.errors:
        roster.rows.append(row)
