"""
A sheet as Danish Excel reads it when somebody opens it with a double click.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from werkzeug.wrappers import Response

from services.roster.entrypoints.roster_csv_lines import BEGINS_FORMULA, GUARD


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """
    A file to be kept, its name and its lines; the first are the headings.
    """

    name: str
    lines: Sequence[Sequence[str]]

    def response(self) -> Response:
        response = Response(
            written(self.lines), content_type="text/csv; charset=utf-8; header=present"
        )
        response.headers["Content-Disposition"] = f'attachment; filename="{self.name}"'
        return response


def written(lines: Iterable[Sequence[str]]) -> bytes:
    """
    Write the lines: semicolons, CRLF, and UTF-8 with the mark that Excel knows it by.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """
    Return the cell so that no spreadsheet takes it for a formula.

    Somebody may be called, or call herself, what a spreadsheet would go out and do. An
    apostrophe before it makes it a text; reading the list takes it away again.
    """
    begins = cell.lstrip(GUARD)[:1]
    return GUARD + cell if begins in BEGINS_FORMULA else cell


def day_first(day: date | None) -> str:
    return "" if day is None else f"{day:%d-%m-%Y}"


def yes_or_no(answer: bool) -> str:
    return "ja" if answer else "nej"
