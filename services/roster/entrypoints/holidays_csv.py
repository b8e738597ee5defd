"""
School holidays as Danish Excel writes them: ferie;første dag;sidste dag.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from services.roster.domain.school_calendar import SchoolHoliday
from services.roster.entrypoints.holiday_faults import HolidayFault
from services.roster.entrypoints.holiday_rows import (
    MOST_HOLIDAYS,
    HolidayRow,
    ReadHolidays,
)
from services.roster.entrypoints.roster_csv_cells import read_date
from services.roster.entrypoints.roster_csv_lines import Line, lines_of

_NAME, _FIRST, _LAST = "name", "first_day", "last_day"
_FIELDS = {
    "ferie": _NAME,
    "navn": _NAME,
    "name": _NAME,
    "holiday": _NAME,
    "første_dag": _FIRST,
    "fra": _FIRST,
    "start": _FIRST,
    "first_day": _FIRST,
    "from": _FIRST,
    "sidste_dag": _LAST,
    "til": _LAST,
    "slut": _LAST,
    "last_day": _LAST,
    "to": _LAST,
    "end": _LAST,
}
_HEADER = (_NAME, _FIRST, _LAST)


def read_csv(content: bytes, *, into: ReadHolidays) -> None:
    """
    Read a CSV file; a column that we do not know is left alone.

    Raises FileUnreadableError.
    """
    lines = lines_of(content)
    header = next(lines, None)
    if header is None:
        into.refuse(HolidayFault.EMPTY, line=1)
        return
    places = _places(header)
    if not {_NAME, _FIRST} <= places.keys():
        into.refuse(HolidayFault.COLUMN_MISSING, line=header.number)
        return
    for count, line in enumerate(lines):
        if count == MOST_HOLIDAYS:
            into.refuse(HolidayFault.TOO_MANY, line=line.number)
            return
        _take(line, header=header, places=places, into=into)


def write_csv(holidays: Iterable[SchoolHoliday]) -> str:
    """
    Write holidays as they are read, for the form that takes them in.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(_HEADER)
    for one in holidays:
        days = one.first_day.isoformat(), one.last_day.isoformat()
        writer.writerow([one.name, *days])
    return written.getvalue()


def _places(header: Line) -> Mapping[str, int]:
    keys = [re.sub(r"[\s_-]+", "_", cell.casefold()) for cell in header.cells]
    known = [(_FIELDS.get(key), place) for place, key in enumerate(keys)]
    return {name: place for name, place in reversed(known) if name}


def _take(
    line: Line, *, header: Line, places: Mapping[str, int], into: ReadHolidays
) -> None:
    columns = [_cell(header.cells, places, name) for name in (_NAME, _FIRST, _LAST)]
    row = HolidayRow(
        line=line.number, columns=(columns[0], columns[1], columns[2]), read=into
    )
    first, last = (
        row.meaning_of(read_date, _cell(line.cells, places, name), column=column)
        for name, column in ((_FIRST, columns[1]), (_LAST, columns[2]))
    )
    if not _cell(line.cells, places, _FIRST):
        into.refuse(HolidayFault.DAY_MISSING, line=line.number, column=columns[1])
    row.take(name=_cell(line.cells, places, _NAME), first=first, last=last)


def _cell(cells: Sequence[str], places: Mapping[str, int], name: str) -> str:
    place = places.get(name, len(cells))
    return cells[place] if place < len(cells) else ""
