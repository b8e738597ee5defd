"""
A group's mothers as the list that can be taken in again: the same columns and words.
"""

from collections.abc import Sequence

from services.roster.domain.child import Child
from services.roster.domain.mother import Mother
from services.roster.entrypoints.csv_out import day_first, yes_or_no
from services.roster.entrypoints.language_names import language_code, language_in_danish
from services.roster.entrypoints.roster_csv_columns import MOST_CHILDREN, headings_for
from services.roster.entrypoints.roster_csv_rows import LONGEST_CELL
from services.roster.usecases.views import MotherView
from shared.web.danish import phone


def lines_about(mothers: Sequence[MotherView]) -> list[list[str]]:
    """
    Return the headings and a line for each, with as many children as any has.
    """
    most = max((len(one.children) for one in mothers), default=1)
    most = min(max(most, 1), MOST_CHILDREN)
    headings = headings_for(children=most)
    return [headings, *(_line(one, most_children=most) for one in mothers)]


def _line(seen: MotherView, *, most_children: int) -> list[str]:
    mother = seen.mother
    children = [cell for one in seen.children[:most_children] for cell in _cells(one)]
    return [
        mother.display_name,
        _phone(mother),
        _languages(mother),
        yes_or_no(mother.may_leave_message),
        yes_or_no(mother.shared_phone),
        day_first(mother.said_yes_on),
        *children,
        *[""] * (2 * most_children - len(children)),
    ]


def _cells(child: Child) -> tuple[str, str]:
    return child.first_name or "", day_first(child.born_on)


def _phone(mother: Mother) -> str:
    """
    Return the number with spaces, which stays a text in Excel, and without a plus.
    """
    number = phone(mother.phone)
    return f"00{number[1:]}" if number.startswith("+") else number


def _languages(mother: Mother) -> str:
    names = ", ".join(map(_language, mother.languages))
    return names if len(names) <= LONGEST_CELL else ", ".join(mother.languages)


def _language(code: str) -> str:
    """
    Return its Danish name where that is read as the same language, else the code.
    """
    name = language_in_danish(code)
    return name if language_code(name) == code and "," not in name else code
