"""
Machines' tokens as rows.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from shared.access.domain.api_token import ApiToken
from shared.access.storage.organisations import has_peers, within
from shared.access.storage.tables import api_tokens
from shared.db.prepared import Prepared
from shared.db.writes import Writes
from shared.kernel.organisations import THE_FIRST, Organisation, Role, Within

# Asked at each request of a machine.
_BY_DIGEST = Prepared(
    lambda _on: select(api_tokens, has_peers(api_tokens.c.organisation)).where(
        api_tokens.c.digest == bindparam("shown")
    )
)


class ShownToken(NamedTuple):
    """
    A token that somebody shows; beyond ``within`` nothing is seen, None is all.
    """

    token: ApiToken
    within: Within | None


class ApiTokens:
    """
    A machine has one token at a time: a new one takes the old one's place.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, token: ApiToken) -> None:
        row = {**vars(token), "scopes": " ".join(sorted(token.scopes))}
        writes = Writes(self._connection)
        writes.overwrite(api_tokens, [row], key=["id"])
        writes.send()

    def find(self, digest: str) -> ShownToken | None:
        """
        Return a token, and what its machine works with, by one look-up.
        """
        query = _BY_DIGEST.on(self._connection)
        row = self._connection.execute(query, {"shown": digest}).one_or_none()
        return None if row is None else ShownToken(_token_of(row), within(row))

    def ids_of(self, organisation_id: UUID) -> set[UUID]:
        hers = api_tokens.c.organisation_id == organisation_id
        return set(self._connection.scalars(select(api_tokens.c.id).where(hers)))

    def end(self, token_id: UUID) -> bool:
        """
        Take it away; False if there was none.
        """
        query = api_tokens.delete().where(api_tokens.c.id == token_id)
        gone = self._connection.execute(query.returning(api_tokens.c.id))
        return gone.first() is not None

    def forget_old(self, *, now: datetime) -> None:
        query = api_tokens.delete().where(api_tokens.c.expires_at < now)
        self._connection.execute(query)


def _token_of(row: Any) -> ApiToken:
    return ApiToken(
        id=row.id,
        digest=row.digest,
        name=row.name,
        organisation=Organisation(row.organisation),
        organisation_id=row.organisation_id or THE_FIRST,
        role=Role(row.role),
        scopes=frozenset(row.scopes.split()),
        made_at=row.made_at,
        expires_at=row.expires_at,
    )
