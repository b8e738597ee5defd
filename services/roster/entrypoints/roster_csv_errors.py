"""
An error in a roster file, as it is shown to the person who has the file open.
"""

from dataclasses import dataclass

from services.roster.domain.roster_file import RowFault
from services.roster.entrypoints.holiday_faults import HolidayFault
from services.roster.entrypoints.roster_csv_faults import Fault


@dataclass(frozen=True, kw_only=True)
class RowError:
    """
    What is wrong in one cell, and what to do.

    It never holds what stands in the cell, which may be a name or a number. ``line``
    counts as Excel does, the header being 1; ``column`` is as the header has it, and
    empty where the whole line or file is meant. ``first`` is the line that said the
    same before.
    """

    line: int
    column: str
    code: str
    what: str
    what_to_do: str
    first: int | None = None


def fault_of(error: RowError) -> RowFault:
    """
    Return what is kept of an error: its words are made anew for whoever reads them.
    """
    return RowFault(
        line=error.line, column=error.column, code=error.code, first=error.first
    )


def in_words(fault: RowFault) -> RowError:
    return row_error(
        _BY_CODE[fault.code], line=fault.line, column=fault.column, first=fault.first
    )


_BY_CODE = {fault.code: fault for fault in Fault}


def row_error(
    fault: Fault | HolidayFault,
    *,
    line: int,
    column: str = "",
    first: int | None = None,
) -> RowError:
    """
    Return the error with its texts, in the language that is read in.
    """
    return RowError(
        line=line,
        column=column,
        code=fault.code,
        what=str(fault.what).format(first=first),
        what_to_do=str(fault.what_to_do),
        first=first,
    )
