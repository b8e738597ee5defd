"""
School holidays as a calendar (iCalendar, RFC 5545) has them: an event for each.
"""

from datetime import date, datetime, timedelta
from typing import Any

from services.roster.entrypoints.holiday_faults import HolidayFault
from services.roster.entrypoints.holiday_rows import (
    MOST_HOLIDAYS,
    HolidayRow,
    ReadHolidays,
)
from services.roster.entrypoints.roster_csv_cells import FIRST_YEAR
from services.roster.entrypoints.roster_csv_faults import Fault
from shared.kernel.clock import on_the_wall

_BEGINS = b"BEGIN:VCALENDAR"
_COLUMNS = ("SUMMARY", "DTSTART", "DTEND")
_DAY = timedelta(days=1)


def is_calendar(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(_BEGINS)


def read_calendar(content: bytes, *, into: ReadHolidays) -> None:
    """
    Read every event; in an error ``line`` is its number in the file.

    The library costs a third of a second and 12 MB, so only whoever needs it pays.
    """
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [one for found in calendars for one in found.walk("VEVENT")]
    except (ValueError, IndexError, KeyError):
        into.refuse(HolidayFault.CALENDAR_UNREADABLE, line=1)
        return
    for number, event in enumerate(events[:MOST_HOLIDAYS], start=1):
        _take(event, HolidayRow(line=number, columns=_COLUMNS, read=into))
    if len(events) > MOST_HOLIDAYS:
        into.refuse(HolidayFault.TOO_MANY, line=MOST_HOLIDAYS + 1)


def _take(event: Any, row: HolidayRow) -> None:
    if "RRULE" in event or "RDATE" in event:
        row.read.refuse(HolidayFault.REPEATS, line=row.line, column="RRULE")
        return
    first = _first_day(event, row)
    last = _last_day(event, first, row) if first else None
    row.take(name=str(_told(event, "SUMMARY") or ""), first=first, last=last)


def _first_day(event: Any, row: HolidayRow) -> date | None:
    if "DTSTART" not in event:
        row.read.refuse(HolidayFault.DAY_MISSING, line=row.line, column="DTSTART")
        return None
    return _day(_told(event, "DTSTART"), row, column="DTSTART")


def _last_day(event: Any, first: date, row: HolidayRow) -> date | None:
    """
    Return the last day of the holiday: an event's end is the first moment after it.
    """
    end = _told(event, "DTEND")
    if end is None:
        lasts = _told(event, "DURATION")
        return first + lasts - _DAY if isinstance(lasts, timedelta) else first
    if isinstance(end, datetime):
        return _day(end - timedelta(microseconds=1), row, column="DTEND")
    last = _day(end, row, column="DTEND")
    # Some programs write the very same day for an event of one day.
    return last if last is None or last == first else last - _DAY


def _day(told: Any, row: HolidayRow, *, column: str) -> date | None:
    if isinstance(told, datetime):
        told = (on_the_wall(told) if told.tzinfo else told).date()
    if isinstance(told, date) and told.year >= FIRST_YEAR:
        return told
    row.read.refuse(Fault.DATE_UNREADABLE, line=row.line, column=column)
    return None


def _told(event: Any, name: str) -> Any:
    """
    Return what the event says, or a text where it is no day; the first of several.
    """
    told = event.decoded(name, None)
    return told[0] if isinstance(told, list) else told
