"""
Invitations as rows: who uses one takes its row away, so nobody uses it twice.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from shared.access.domain.invitation import Invitation, LinkKind
from shared.access.storage.tables import invitations


class Invitations:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, invitation: Invitation) -> None:
        self._connection.execute(invitations.insert().values(**vars(invitation)))

    def find(self, digest: str) -> Invitation | None:
        query = select(invitations).where(invitations.c.digest == digest)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _invitation_of(row)

    def take(self, digest: str) -> Invitation | None:
        """
        Return it and take it away: of two who come at once, one gets it.
        """
        query = invitations.delete().where(invitations.c.digest == digest)
        row = self._connection.execute(query.returning(*invitations.c)).one_or_none()
        return None if row is None else _invitation_of(row)

    def end_all_of(self, user_id: UUID) -> None:
        query = invitations.delete().where(invitations.c.user_id == user_id)
        self._connection.execute(query)

    def forget_old(self, *, now: datetime) -> None:
        query = invitations.delete().where(invitations.c.expires_at < now)
        self._connection.execute(query)


def _invitation_of(row: Any) -> Invitation:
    return Invitation(
        digest=row.digest,
        kind=LinkKind(row.kind),
        user_id=row.user_id,
        expires_at=row.expires_at,
    )
