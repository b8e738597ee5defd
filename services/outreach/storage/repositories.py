"""
The repositories of outreach: contacts, sessions and, as a whole, mothers.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import bindparam

from services.outreach.domain.contact import Contact
from services.outreach.domain.session import Session
from services.outreach.storage.ladders import SqlLadders
from services.outreach.storage.mothers import SqlMothers
from services.outreach.storage.school_years import SqlSchoolYears
from services.outreach.storage.tables import contacts, sessions
from services.outreach.storage.team_talks import SqlTeamTalks
from shared.db.bulk import among, keys_for
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.db.types import UTCDateTime

__all__ = [
    "SqlContacts",
    "SqlLadders",
    "SqlMothers",
    "SqlSchoolYears",
    "SqlSessions",
    "SqlTeamTalks",
]


class SqlContacts(Repository[Contact]):
    """
    What the roster has told, and nothing else.
    """

    table: ClassVar = contacts
    key: ClassVar[str] = "mother_id"

    def give_up(self, mother_id: UUID) -> None:
        """
        Delete what was told of an id that is another id of hers now.
        """
        self.flush()
        query = contacts.delete().where(contacts.c.mother_id == mother_id)
        self.connection.execute(query)

    def to_row(self, thing: Contact) -> dict[str, Any]:
        return {
            "mother_id": thing.mother_id,
            "display_name": thing.display_name,
            "phone": thing.phone,
            "languages": list(thing.languages),
            "shared_phone": thing.shared_phone,
            "may_leave_message": thing.may_leave_message,
            "reading_languages": list(thing.reading_languages),
            "does_not_read": thing.does_not_read,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[Contact]:
        return [
            Contact(
                mother_id=row.mother_id,
                display_name=row.display_name,
                phone=row.phone,
                languages=tuple(row.languages),
                shared_phone=row.shared_phone,
                may_leave_message=row.may_leave_message,
                reading_languages=tuple(row.reading_languages),
                does_not_read=row.does_not_read,
            )
            for row in rows
        ]


_OF_GROUPS = Prepared(
    lambda on: (
        sessions.select()
        .where(
            among(sessions.c.group_id, on=on),
            sessions.c.started_at >= bindparam("first", type_=UTCDateTime()),
            sessions.c.started_at <= bindparam("last", type_=UTCDateTime()),
        )
        .order_by(sessions.c.id)
    )
)


class SqlSessions(Repository[Session]):
    """
    A session's row is locked by a miss and by a cancellation, so that they take turns.
    """

    table: ClassVar = sessions

    def known_between(
        self, first: datetime, last: datetime, *, groups: Collection[UUID]
    ) -> list[Session]:
        """
        Return those of some groups that begin from ``first`` on and not after ``last``.

        Never those of all: a country has half a million between two school holidays.
        """
        if not groups:
            return []
        self.flush()
        told = {"first": first, "last": last, **keys_for(self.connection, groups)}
        query = _OF_GROUPS.on(self.connection)
        return self.from_rows(self.connection.execute(query, told).all())

    def to_row(self, thing: Session) -> dict[str, Any]:
        return {
            "id": thing.id,
            "started_at": thing.started_at,
            "ended_at": thing.ended_at,
            "is_cancelled": thing.is_cancelled,
            "group_id": thing.group_id,
            "is_skipped": thing.is_skipped,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[Session]:
        return [
            Session(
                id=row.id,
                started_at=row.started_at,
                ended_at=row.ended_at,
                is_cancelled=row.is_cancelled,
                group_id=row.group_id,
                is_skipped=row.is_skipped,
            )
            for row in rows
        ]
