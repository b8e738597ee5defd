"""
The token by which one service asks another, made by itself and kept for an hour.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from shared.access.storage.book import changing
from shared.access.usecases.make_token import make_token
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role

_COUNTS = timedelta(hours=1)
_RENEWED_AFTER = timedelta(minutes=30)


class OwnToken:
    """
    No setting holds it and nobody has to change it: each process makes its own.
    """

    def __init__(
        self, engine: Engine, *, service: str, scopes: frozenset[str], clock: Clock
    ) -> None:
        self._engine = engine
        self._name = f"{service} {new_id()}"
        self._scopes = scopes
        self._clock = clock
        self._secret = ""
        self._made_at: datetime | None = None

    def __call__(self) -> str:
        """
        Return a token that counts for a while yet.
        """
        now = self._clock.now()
        age = None if self._made_at is None else now - self._made_at
        if age is None or not timedelta(0) <= age < _RENEWED_AFTER:
            self._secret, self._made_at = self._made(now), now
        return self._secret

    def _made(self, now: datetime) -> str:
        with changing(self._engine) as book:
            return make_token(
                name=self._name,
                organisation=Organisation.SYSTEM,
                role=Role.MACHINE,
                scopes=self._scopes,
                now=now,
                expires_at=now + _COUNTS,
                book=book,
            )
