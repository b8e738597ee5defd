"""
The mothers' own links.
"""

from collections.abc import Sequence
from typing import Any

from services.roster.domain.errors import OwnLinkNotFound
from services.roster.domain.own_link import OwnLink
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlOwnLinks(Repository[OwnLink]):
    """
    At most one link for each mother.
    """

    table = tables.own_links
    key = "mother_id"
    missing = OwnLinkNotFound

    def with_digest(self, digest: str) -> OwnLink:
        """
        Return the link of whose secret this is the digest.

        Raises OwnLinkNotFound.
        """
        found = self.matching(self.table.c.digest == digest)
        if not found:
            raise OwnLinkNotFound
        return found[0]

    def to_row(self, thing: OwnLink) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[OwnLink]:
        return [OwnLink(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
