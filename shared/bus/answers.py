"""
Answers by Idempotency-Key: a request that is sent again is answered as the first time.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from shared.bus.tables import answers
from shared.db.bulk import insert_of, is_file
from shared.db.writes import Writes, send_first
from shared.kernel.refusal import Conflict

_NOT_YET = 0
_CLAIMED = "answers_pkey"  # As PostgreSQL calls the primary key of a table.


class IdempotencyKeyReused(Conflict):
    """
    This key came before with another content: a new request needs a new key.
    """

    code = "idempotency-key-reused"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """
    What a request was answered.
    """

    status: int
    content_type: str
    body: bytes
    location: str | None = None


class Answers:
    """
    The answers of one transaction: stored with the effect, or not at all.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._claimed: dict[str, Any] = {}
        self._given: list[dict[str, Any]] = []

    def claim(self, *, key: str, fingerprint: str, now: datetime) -> bool:
        """
        Take this key for the present request; False if it was answered before.

        Two requests with one key that come at once take turns here. A server is told
        along with the first statement after this, and that one fails if the key was
        taken before: ``was_claimed`` knows the error.
        """
        self._claimed = {
            "key": key,
            "fingerprint": fingerprint,
            "status": _NOT_YET,
            "content_type": "",
            "body": b"",
            "recorded_at": now,
        }
        insert, values = insert_of(self._connection, answers, [self._claimed])
        if is_file(self._connection):
            claimed = self._connection.execute(_claim(insert), values)
            return claimed.first() is not None
        send_first(self._connection, insert, values)
        return True

    def give(self, answer: Answer) -> None:
        """
        Keep what the request that has claimed its key is answered.
        """
        self._given.append(self._claimed | vars(answer))

    def write(self, writes: Writes) -> None:
        given, self._given = self._given, []
        writes.overwrite(answers, given, key=["key"])

    def given(self, *, key: str, fingerprint: str) -> Answer:
        """
        Return what this request was answered before.

        Raises IdempotencyKeyReused if it was another request.
        """
        row = self._connection.execute(
            select(answers).where(answers.c.key == key)
        ).one()
        if row.fingerprint != fingerprint:
            raise IdempotencyKeyReused
        return Answer(
            status=row.status,
            content_type=row.content_type,
            body=row.body,
            location=row.location,
        )


def was_claimed(error: IntegrityError) -> bool:
    """
    Whether a transaction failed because its request's key was taken before.
    """
    told = getattr(error.orig, "diag", None)
    return told is not None and told.constraint_name == _CLAIMED


@cache
def _claim(insert: Any) -> Any:
    return insert.on_conflict_do_nothing().returning(answers.c.key)
