"""
One line of a roster file as a mother with her children.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.entrypoints.holiday_faults import HolidayFault
from services.roster.entrypoints.roster_csv_cells import (
    CellUnreadableError,
    read_first_name,
    read_languages,
    read_name,
    read_past_date,
    read_phone,
    read_yes_or_no,
)
from services.roster.entrypoints.roster_csv_columns import MOST_CHILDREN, Columns
from services.roster.entrypoints.roster_csv_errors import RowError, row_error
from services.roster.entrypoints.roster_csv_faults import Fault
from services.roster.entrypoints.roster_csv_lines import Line, has_stray_letters

LONGEST_CELL = 200

Meaning = TypeVar("Meaning")


@dataclass(kw_only=True)
class RowReader:
    """
    Reads one line and keeps everything that is wrong in it, not only the first.
    """

    line: Line
    columns: Columns
    today: date
    errors: list[RowError] = field(default_factory=list)

    def row(self) -> RosterRow:
        """
        Return what could be read; it is only of use when ``errors`` is empty.
        """
        if self.columns.without_header(self.line):
            self.refuse(Fault.CELL_WITHOUT_COLUMN)
        return RosterRow(
            line=self.line.number,
            display_name=self._read("name", read_name) or "",
            phone=self._read("phone", read_phone),
            languages=self._read("languages", read_languages) or (),
            may_leave_message=bool(self._read("may_leave_message", read_yes_or_no)),
            shared_phone=bool(self._read("shared_phone", read_yes_or_no)),
            said_yes_on=self._read_date("said_yes_on"),
            children=self._children(),
        )

    def refuse(
        self,
        fault: Fault | HolidayFault,
        *,
        field_name: str = "",
        first: int | None = None,
    ) -> None:
        column = self.columns.header(field_name) if field_name else ""
        error = row_error(fault, line=self.line.number, column=column, first=first)
        self.errors.append(error)

    def _children(self) -> tuple[RowChild, ...]:
        children = map(self._child, range(1, MOST_CHILDREN + 1))
        return tuple(child for child in children if child is not None)

    def _child(self, number: int) -> RowChild | None:
        """
        Return the child of this number; one without a first name is a child all right.
        """
        first_name = self._read(f"child_{number}", read_first_name)
        born_on = self._read_date(f"born_on_{number}")
        if born_on is not None:
            return RowChild(first_name=first_name, born_on=born_on)
        if first_name and not self.columns.cell(f"born_on_{number}", self.line):
            self.refuse(Fault.BIRTH_DATE_MISSING, field_name=f"child_{number}")
        return None

    def _read_date(self, field_name: str) -> date | None:
        return self._read(field_name, partial(read_past_date, today=self.today))

    def _read(
        self, field_name: str, meaning_of: Callable[[str], Meaning]
    ) -> Meaning | None:
        cell = self.columns.cell(field_name, self.line)
        if len(cell) > LONGEST_CELL:
            self.refuse(Fault.CELL_TOO_LONG, field_name=field_name)
            return None
        if has_stray_letters(cell):
            self.refuse(Fault.LETTERS_MIXED, field_name=field_name)
            return None
        try:
            return meaning_of(cell)
        except CellUnreadableError as unreadable:
            self.refuse(unreadable.fault, field_name=field_name)
            return None
