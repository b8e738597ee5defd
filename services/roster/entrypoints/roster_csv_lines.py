"""
From the bytes of a file to its lines of cells, as Excel shows them.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.roster.entrypoints.roster_csv_faults import Fault

# What a byte becomes that is not written as the file around it is.
_STRAY = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[\udc80-\udcff]+|[^\x00-\x7f\udc80-\udcff]+")
_OF_UTF_8 = re.compile("[^\x00-\x7f\udc80-\udcff]")
LARGEST_FILE = 5 * 1024 * 1024

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_EXCEL_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# Danish Excel writes semicolons, others commas, and its "Unicode text" tabs.
_DELIMITERS = ";,\t"
# Excel reads this as the first line of a file, and shows none of it.
_TELLS_DELIMITER = re.compile(r"\"?sep=([;,\t|])\"?\r?\n?", re.IGNORECASE)
# What a spreadsheet would take for the beginning of a formula. Whoever writes a list
# puts an apostrophe before it, and whoever reads the list takes it away.
BEGINS_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
GUARD = "'"


class FileUnreadableError(Exception):
    """
    The file, from this line on, cannot be read as lines of cells.
    """

    def __init__(self, fault: Fault, *, line: int = 1) -> None:
        super().__init__(fault.code)
        self.fault = fault
        self.line = line


@dataclass(frozen=True)
class Line:
    """
    One line as Excel numbers them: a cell with line breaks does not make it two.
    """

    number: int
    cells: list[str]


def lines_of(content: bytes) -> Iterator[Line]:
    """
    Yield every line that is not blank; raises FileUnreadableError where it must stop.
    """
    text, delimiter = _with_delimiter(_decoded(content))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, is_header = 0, True
    try:
        for number, cells in enumerate(reader, start=1):
            stripped = [_unguarded(cell).strip() for cell in cells]
            if is_header:
                # It is only compared with what we know, so it may be guessed at.
                stripped = [_without_stray_letters(cell) for cell in stripped]
            if any(stripped):
                is_header = False
                yield Line(number, stripped)
    except csv.Error as error:
        raise FileUnreadableError(Fault.QUOTES_UNREADABLE, line=number + 1) from error


def has_stray_letters(cell: str) -> bool:
    """
    Return whether the cell is written otherwise than most of the file is.
    """
    return _STRAY.search(cell) is not None


def _without_stray_letters(cell: str) -> str:
    """
    Return the cell as it may have been meant.
    """
    if not has_stray_letters(cell):
        return cell
    written = cell.encode("utf-8", "surrogateescape")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp1252", "replace")


def _decoded(content: bytes) -> str:
    """
    Return the text; what is not UTF-8 and says nothing else is from an older Excel.

    Where some of it is UTF-8 and some is not, lists of two programs were put together:
    the letters of the fewer lines are marked as stray, and each such line is named.
    """
    if len(content) > LARGEST_FILE:
        raise FileUnreadableError(Fault.FILE_TOO_LARGE)
    if content.startswith(_EXCEL_MARKS):
        raise FileUnreadableError(Fault.EXCEL_FILE)
    try:
        if content.startswith(_UTF_16_MARKS):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig", "surrogateescape")
        is_marked = content.startswith(codecs.BOM_UTF8)
        return text if is_marked or _is_mostly_utf_8(text) else _from_older_excel(text)
    except UnicodeDecodeError as error:
        raise FileUnreadableError(Fault.LETTERS_UNREADABLE) from error


def _is_mostly_utf_8(text: str) -> bool:
    if not has_stray_letters(text):
        return True
    lines = text.splitlines()
    stray = sum(has_stray_letters(line) for line in lines)
    return stray <= sum(_OF_UTF_8.search(line) is not None for line in lines)


def _from_older_excel(text: str) -> str:
    """
    Return the text with what was stray put right, and what was not marked as stray.
    """
    return _NOT_ASCII.sub(
        lambda found: (
            found[0].encode("utf-8", "surrogateescape").decode("cp1252")
            if has_stray_letters(found[0])
            else found[0].encode().decode("ascii", "surrogateescape")
        ),
        text,
    )


def _with_delimiter(text: str) -> tuple[str, str]:
    """
    Return the text and what separates its cells.

    It may say so itself; else it is what the header has most of, where no name contains
    any of them.
    """
    if told := _TELLS_DELIMITER.match(text):
        return text[told.end() :], told[1]
    header = next(iter(io.StringIO(text, newline="")), "")
    return text, max(_DELIMITERS, key=header.count)


def _unguarded(cell: str) -> str:
    bare = cell.lstrip(GUARD)
    return cell[1:] if cell != bare and bare[:1] in BEGINS_FORMULA else cell
