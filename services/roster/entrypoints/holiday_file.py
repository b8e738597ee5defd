"""
A list of school holidays, whichever of the two kinds of file it is.
"""

from services.roster.entrypoints.holiday_faults import HolidayFault
from services.roster.entrypoints.holiday_rows import ReadHolidays
from services.roster.entrypoints.holidays_csv import read_csv
from services.roster.entrypoints.holidays_ical import is_calendar, read_calendar
from services.roster.entrypoints.roster_csv_lines import FileUnreadableError


def read_holidays(content: bytes) -> ReadHolidays:
    """
    Read a file; whatever is in it, the answer is holidays or errors.
    """
    read = ReadHolidays()
    try:
        (read_calendar if is_calendar(content) else read_csv)(content, into=read)
    except FileUnreadableError as unreadable:
        read.refuse(unreadable.fault, line=unreadable.line)
    if not read.rows and not read.errors:
        read.refuse(HolidayFault.EMPTY, line=1)
    return read
