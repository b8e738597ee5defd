"""
One holiday of a list, and everything that is wrong with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from services.roster.domain.school_calendar import LONGEST_HOLIDAY, SchoolHoliday
from services.roster.entrypoints.holiday_faults import HolidayFault
from services.roster.entrypoints.roster_csv_cells import CellUnreadableError, read_name
from services.roster.entrypoints.roster_csv_errors import RowError, row_error
from services.roster.entrypoints.roster_csv_faults import Fault
from shared.kernel.ids import new_id

MOST_HOLIDAYS = 500

Meaning = TypeVar("Meaning")


@dataclass(kw_only=True)
class ReadHolidays:
    """
    What a file says: the holidays in it, and all that is wrong in the other lines.
    """

    rows: list[SchoolHoliday] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    def refuse(
        self, fault: Fault | HolidayFault, *, line: int, column: str = ""
    ) -> None:
        self.errors.append(row_error(fault, line=line, column=column))


@dataclass(kw_only=True)
class HolidayRow:
    """
    Reads one holiday; ``columns`` are what the file calls name, first and last day.
    """

    line: int
    columns: tuple[str, str, str]
    read: ReadHolidays

    def take(self, *, name: str, first: date | None, last: date | None) -> None:
        """
        Keep the holiday, or what is wrong with it; without a last day it is one day.
        """
        errors_before = len(self.read.errors)
        meant = self.meaning_of(_name, name, column=self.columns[0])
        if first is not None and last is not None:
            self._refuse_days(first, last)
        if len(self.read.errors) == errors_before and meant and first:
            self.read.rows.append(
                SchoolHoliday(
                    id=new_id(), name=meant, first_day=first, last_day=last or first
                )
            )

    def meaning_of(
        self, reads: Callable[[str], Meaning], cell: str, *, column: str
    ) -> Meaning | None:
        try:
            return reads(cell)
        except CellUnreadableError as unreadable:
            self.read.refuse(unreadable.fault, line=self.line, column=column)
            return None

    def _refuse_days(self, first: date, last: date) -> None:
        if last < first:
            self._refuse(HolidayFault.ENDS_BEFORE)
        elif last - first > LONGEST_HOLIDAY:
            self._refuse(HolidayFault.TOO_LONG)

    def _refuse(self, fault: HolidayFault) -> None:
        self.read.refuse(fault, line=self.line, column=self.columns[2])


def _name(cell: str) -> str:
    name = read_name(cell)
    if _is_mixed(name):
        raise CellUnreadableError(HolidayFault.LETTERS_MIXED)
    return name


def _is_mixed(name: str) -> bool:
    """
    Whether a letter of UTF-8 was read as two of another: a line pasted into a file.
    """
    try:
        return name.encode("cp1252").decode("utf-8") != name
    except UnicodeError:
        return False
