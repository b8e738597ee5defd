"""
The refusals of lists with errors: an import's own, since no other use case knows lines.
"""

from collections.abc import Iterable
from dataclasses import asdict

from services.roster.entrypoints.roster_csv_errors import RowError
from shared.kernel.refusal import Invalid


class RosterHasErrors(Invalid):
    """
    Some lines cannot be read, so nothing was taken in; ``errors`` names each.
    """

    code = "roster-has-errors"

    def __init__(self, errors: Iterable[RowError]) -> None:
        super().__init__({"content": [_told(error) for error in errors]})


class HolidaysHaveErrors(RosterHasErrors):
    """
    Some holidays cannot be read, so none was taken in; ``errors`` names each.
    """

    code = "holidays-have-errors"


def _told(error: RowError) -> dict[str, object]:
    return {name: told for name, told in asdict(error).items() if name != "first"}
