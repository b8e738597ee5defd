"""
Errands as rows: who comes back takes hers away.
"""

from datetime import datetime

from sqlalchemy import Connection

from shared.access.domain.errand import Errand
from shared.access.storage.tables import errands


class Errands:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, errand: Errand) -> None:
        self._connection.execute(errands.insert().values(**vars(errand)))

    def take(self, digest: str, *, now: datetime) -> Errand | None:
        """
        Return it if it is not too old, and take it away.
        """
        query = errands.delete().where(errands.c.digest == digest)
        row = self._connection.execute(query.returning(*errands.c)).mappings().first()
        errand = None if row is None else Errand(**row)
        return errand if errand and now < errand.expires_at else None

    def forget_old(self, *, now: datetime) -> None:
        self._connection.execute(errands.delete().where(errands.c.expires_at < now))
