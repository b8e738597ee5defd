"""
The links by which groups' calendars are read.
"""

from collections.abc import Sequence
from typing import Any

from services.roster.domain.calendar_link import CalendarLink
from services.roster.domain.errors import CalendarLinkNotFound
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlCalendarLinks(Repository[CalendarLink]):
    """
    At most one link for each group.
    """

    table = tables.calendar_links
    key = "group_id"
    missing = CalendarLinkNotFound

    def with_secret(self, secret: str) -> CalendarLink:
        """
        Return the link that has this secret.

        Raises CalendarLinkNotFound.
        """
        found = self.matching(self.table.c.secret == secret)
        if not found:
            raise CalendarLinkNotFound
        return found[0]

    def to_row(self, thing: CalendarLink) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[CalendarLink]:
        return [CalendarLink(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
