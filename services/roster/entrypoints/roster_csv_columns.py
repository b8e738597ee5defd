"""
The columns of a roster file, headed in Danish or in English.
"""

import re
from dataclasses import dataclass, field

from services.roster.entrypoints.roster_csv_errors import RowError, row_error
from services.roster.entrypoints.roster_csv_faults import Fault
from services.roster.entrypoints.roster_csv_lines import Line

MOST_COLUMNS = 100
MOST_CHILDREN = 9

_FIELDS = {
    "navn": "name",
    "name": "name",
    "telefon": "phone",
    "phone": "phone",
    "sprog": "languages",
    "languages": "languages",
    "besked_ok": "may_leave_message",
    "message_ok": "may_leave_message",
    "delt_telefon": "shared_phone",
    "shared_phone": "shared_phone",
    "sagt_ja": "said_yes_on",
    "said_yes": "said_yes_on",
}
_WRITTEN = ("navn", "telefon", "sprog", "besked_ok", "delt_telefon", "sagt_ja")
_FIELDS_OF_CHILD = {
    "barn": "child",
    "child": "child",
    "født": "born_on",
    "born": "born_on",
}
_OF_CHILD = re.compile(rf"([^_0-9]+)_?([1-{MOST_CHILDREN}])?")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """
    Where each field stands, and how its column is headed.
    """

    headers: list[str]
    places: dict[str, int] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    def header(self, field_name: str) -> str:
        return self.headers[self.places[field_name]]

    def cell(self, field_name: str, line: Line) -> str:
        """
        Return what stands in the field, or nothing where the line or column ends.
        """
        place = self.places.get(field_name, len(line.cells))
        return line.cells[place] if place < len(line.cells) else ""

    def without_header(self, line: Line) -> bool:
        """
        Return whether the line says something in a column that has no header.
        """
        return any(
            cell and not any(self.headers[place : place + 1])
            for place, cell in enumerate(line.cells)
        )


def headings_for(*, children: int) -> list[str]:
    """
    Return the headings of a list that we write, with columns for so many children.
    """
    of_children = [
        f"{heading}_{number}" if number > 1 else heading
        for number in range(1, children + 1)
        for heading in ("barn", "født")
    ]
    return [*_WRITTEN, *of_children]


def columns_of(line: Line) -> Columns:
    """
    Return the columns of the header line, with all that is wrong in it.
    """
    columns = Columns(headers=line.cells)
    if len([header for header in line.cells if header]) > MOST_COLUMNS:
        columns.errors.append(row_error(Fault.TOO_MANY_COLUMNS, line=line.number))
        return columns
    if not any(map(_field_of, line.cells)):
        # The line may be a mother's own: what stands in it is not repeated.
        columns.errors.append(row_error(Fault.NO_HEADER, line=line.number))
        return columns
    for place, header in enumerate(line.cells):
        _place(columns, header=header, place=place, line=line)
    if "name" not in columns.places:
        columns.errors.append(
            row_error(Fault.COLUMN_MISSING, line=line.number, column="navn")
        )
    return columns


def _place(columns: Columns, *, header: str, place: int, line: Line) -> None:
    field_name = _field_of(header)
    if field_name and field_name not in columns.places:
        columns.places[field_name] = place
    elif header:
        fault = Fault.COLUMN_TWICE if field_name else Fault.COLUMN_UNKNOWN
        columns.errors.append(row_error(fault, line=line.number, column=header))


def _field_of(header: str) -> str | None:
    key = re.sub(r"[\s-]+", "_", header.casefold())
    of_child = _OF_CHILD.fullmatch(key)
    if of_child and of_child[1] in _FIELDS_OF_CHILD:
        return f"{_FIELDS_OF_CHILD[of_child[1]]}_{of_child[2] or 1}"
    return _FIELDS.get(key)
