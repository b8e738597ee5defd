"""
From the bytes of a file to its lines of cells, as Excel shows them.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from services.roster.entrypoints.roster_csv_faults import Fault

LARGEST_FILE = 5 * 1024 * 1024

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_EXCEL_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# Danish Excel writes semicolons, others commas, and its "Unicode text" tabs.
_DELIMITERS = ";,\t"


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
    text = _decoded(content)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter_of(text), strict=True
    )
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield Line(number, stripped)
    except csv.Error as error:
        raise FileUnreadableError(Fault.QUOTES_UNREADABLE, line=number + 1) from error


def _decoded(content: bytes) -> str:
    """
    Return the text; what is not UTF-8 and says nothing else is from an older Excel.
    """
    if len(content) > LARGEST_FILE:
        raise FileUnreadableError(Fault.FILE_TOO_LARGE)
    if content.startswith(_EXCEL_MARKS):
        raise FileUnreadableError(Fault.EXCEL_FILE)
    try:
        return content.decode(_encoding_of(content))
    except UnicodeDecodeError as error:
        raise FileUnreadableError(Fault.LETTERS_UNREADABLE) from error


def _encoding_of(content: bytes) -> str:
    if content.startswith(_UTF_16_MARKS):
        return "utf-16"
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter_of(text: str) -> str:
    """
    Return what separates the cells of the header, where no name contains any of them.
    """
    header = next(iter(io.StringIO(text, newline="")), "")
    return max(_DELIMITERS, key=header.count)
