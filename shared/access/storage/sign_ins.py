"""
Sign-ins as rows: a row is there as long as it counts.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, or_, select

from shared.access.domain.sign_in import IDLE, LONGEST, Recognised, SignIn
from shared.access.storage.organisations import has_peers, within
from shared.access.storage.tables import sign_ins, users
from shared.access.storage.users import user_of
from shared.db.prepared import Prepared

# Asked at each request of a person.
_BY_DIGEST = Prepared(
    lambda _on: (
        select(
            users,
            sign_ins.c.id.label("sign_in_id"),
            sign_ins.c.begun_at,
            sign_ins.c.seen_at,
            has_peers(users.c.organisation),
        )
        .select_from(sign_ins.join(users, users.c.id == sign_ins.c.user_id))
        .where(sign_ins.c.digest == bindparam("shown"))
    )
)


class SignIns:
    """
    Known by the digest of what the browser shows.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, sign_in: SignIn, *, digest: str) -> None:
        row = {**vars(sign_in), "digest": digest}
        self._connection.execute(sign_ins.insert().values(**row))

    def find(self, digest: str) -> Recognised | None:
        """
        Return the sign-in, whose it is and what she works with, by one look-up.
        """
        query = _BY_DIGEST.on(self._connection)
        row = self._connection.execute(query, {"shown": digest}).one_or_none()
        return None if row is None else _recognised(row)

    def note(self, digest: str, *, now: datetime) -> None:
        """
        Write down that she is still here.
        """
        query = sign_ins.update().where(sign_ins.c.digest == digest)
        self._connection.execute(query.values(seen_at=now))

    def end(self, digest: str) -> None:
        self._connection.execute(sign_ins.delete().where(sign_ins.c.digest == digest))

    def end_all_of(self, user_id: UUID) -> None:
        self._connection.execute(sign_ins.delete().where(sign_ins.c.user_id == user_id))

    def forget_old(self, *, now: datetime) -> None:
        is_old = or_(
            sign_ins.c.seen_at < now - IDLE, sign_ins.c.begun_at < now - LONGEST
        )
        self._connection.execute(sign_ins.delete().where(is_old))


def _recognised(row: Any) -> Recognised:
    return Recognised(sign_in=_sign_in_of(row), user=user_of(row), within=within(row))


def _sign_in_of(row: Any) -> SignIn:
    return SignIn(
        id=row.sign_in_id,
        user_id=row.id,
        begun_at=row.begun_at,
        seen_at=row.seen_at,
    )
