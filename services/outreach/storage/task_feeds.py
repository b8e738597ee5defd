"""
The links by which tasks are read in a calendar.
"""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import delete

from services.outreach.domain.errors import TaskFeedNotFound
from services.outreach.domain.task_feed import TaskFeed
from services.outreach.storage.tables import task_feeds
from shared.db.repository import Repository


class SqlTaskFeeds(Repository[TaskFeed]):
    """
    At most one for each person.
    """

    table: ClassVar = task_feeds
    missing = TaskFeedNotFound

    def with_digest(self, digest: str) -> TaskFeed:
        """
        Return the link whose secret has this digest.

        Raises TaskFeedNotFound.
        """
        found = self.matching(task_feeds.c.digest == digest)
        if not found:
            raise TaskFeedNotFound
        return found[0]

    def revoke(self, key: UUID) -> None:
        self.connection.execute(delete(task_feeds).where(task_feeds.c.id == key))

    def to_row(self, thing: TaskFeed) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[TaskFeed]:
        return [TaskFeed(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
