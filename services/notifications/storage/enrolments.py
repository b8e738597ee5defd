"""
Who is in the group, as rows.
"""

from collections.abc import Sequence
from typing import Any

from services.notifications.domain.enrolment import Enrolment
from services.notifications.storage.tables import enrolments
from shared.db.repository import Repository


class SqlEnrolments(Repository[Enrolment]):
    """
    Those of whom the roster has told that they paused, left or came in again.
    """

    table = enrolments
    key = "mother_id"

    def to_row(self, thing: Enrolment) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Enrolment]:
        return [
            Enrolment(mother_id=row.mother_id, is_in_group=row.is_in_group)
            for row in rows
        ]
