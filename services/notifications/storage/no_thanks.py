"""
What the mothers have said, as rows.
"""

from collections.abc import Sequence
from typing import Any

from services.notifications.domain.no_thanks import NoThanks
from services.notifications.storage.tables import no_thanks
from shared.db.repository import Repository


class SqlNoThanks(Repository[NoThanks]):
    """
    Each mother's newest word to either service.
    """

    table = no_thanks
    key = "mother_id"

    def to_row(self, thing: NoThanks) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[NoThanks]:
        return [said_in(row) for row in rows]


def said_in(row: Any) -> NoThanks:
    return NoThanks(
        mother_id=row.mother_id,
        declined_on=row.declined_on,
        agreement=row.agreement,
        said_on=row.said_on,
        scope=row.scope,
    )
