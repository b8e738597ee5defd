"""
What stands in one cell of a roster file, read as what it means.
"""

import re
import unicodedata
from datetime import date

import phonenumbers

from services.roster.domain.name import fault_in_name, tidy_name
from services.roster.entrypoints.holiday_faults import HolidayFault
from services.roster.entrypoints.language_names import language_code
from services.roster.entrypoints.roster_csv_faults import Fault
from services.roster.entrypoints.roster_csv_lines import has_stray_letters

_NAME_FAULTS = {fault.code: fault for fault in Fault}
# A name has none of these: Excel puts the first where its file has no such letter, and
# the second is what is left of a letter that was read in the wrong encoding.
_LOST_LETTERS = frozenset("?\ufffd")
_PHONE = re.compile(r"[+0-9()./\s-]+")
# No Danish number begins with a zero: it stands for the number of another country.
_WITHIN_ANOTHER_COUNTRY = re.compile(r"\(?0[1-9]")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
FIRST_YEAR = 1900  # Before it a date is a slip of the hand: 0026 for 2026.
_YES = frozenset({"ja", "yes", "x"})
_NO = frozenset({"nej", "no"})


class CellUnreadableError(Exception):
    """
    What stands in the cell does not mean what its column is for.
    """

    def __init__(self, fault: Fault | HolidayFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def read_name(cell: str) -> str:
    name = tidy_name(cell)
    fault = fault_in_name(name)
    if has_stray_letters(name):
        raise CellUnreadableError(Fault.LETTERS_MIXED)
    if fault is not None:
        raise CellUnreadableError(_NAME_FAULTS[fault])
    if not _LOST_LETTERS.isdisjoint(name):
        raise CellUnreadableError(Fault.LETTERS_LOST)
    return name


def read_first_name(cell: str) -> str | None:
    return read_name(cell) if cell else None


def read_phone(cell: str) -> str | None:
    """
    Return the number in E.164; without + or 00 it is a Danish one.

    Phones copy numbers with invisible direction marks around them; those are dropped.
    """
    written = "".join(letter for letter in cell if unicodedata.category(letter) != "Cf")
    if not written:
        return None
    if not _PHONE.fullmatch(written):
        raise CellUnreadableError(Fault.PHONE_WRONG)
    try:
        number = phonenumbers.parse(written, "DK")
    except phonenumbers.NumberParseException as error:
        raise CellUnreadableError(_phone_fault(written)) from error
    if not phonenumbers.is_valid_number(number):
        raise CellUnreadableError(_phone_fault(written))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _phone_fault(written: str) -> Fault:
    if _WITHIN_ANOTHER_COUNTRY.match(written):
        return Fault.PHONE_WITHOUT_COUNTRY
    return Fault.PHONE_WRONG


def read_languages(cell: str) -> tuple[str, ...]:
    """
    Return the codes in the order written, each once.
    """
    written = [part for part in re.split(r"[,/\n]", cell) if part.strip()]
    codes = [language_code(part) for part in written]
    known = [code for code in codes if code is not None]
    if len(known) < len(codes):
        raise CellUnreadableError(Fault.LANGUAGE_UNKNOWN)
    return tuple(dict.fromkeys(known))


def read_yes_or_no(cell: str) -> bool:
    """
    Return whether it is a yes; an empty cell is a no, as nobody has said yes.
    """
    answer = cell.casefold()
    if answer in _YES:
        return True
    if answer and answer not in _NO:
        raise CellUnreadableError(Fault.YES_OR_NO_UNCLEAR)
    return False


def read_past_date(cell: str, *, today: date) -> date | None:
    """
    Return the day, or None if there is none; refuses one that has not been.
    """
    day = read_date(cell)
    if day is not None and day > today:
        raise CellUnreadableError(Fault.DATE_IN_THE_FUTURE)
    return day


def read_date(cell: str) -> date | None:
    """
    Read ``24-11-2025`` as Danish Excel writes it, with ``.`` or ``/`` too, or ISO.
    """
    if not cell:
        return None
    if match := _DAY_FIRST.fullmatch(cell):
        day, _, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(cell):
        year, month, day = match.groups()
    else:
        raise CellUnreadableError(Fault.DATE_UNREADABLE)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise CellUnreadableError(Fault.DATE_UNREADABLE) from error
    if found.year < FIRST_YEAR:
        raise CellUnreadableError(Fault.DATE_UNREADABLE)
    return found
