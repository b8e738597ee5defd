"""
Tries as rows, counted in one statement so that a thousand at once are a thousand.
"""

from datetime import datetime

from sqlalchemy import Connection, case

from shared.access.domain.tries import WINDOW, Tries
from shared.access.storage.tables import tries
from shared.db.bulk import insert_of


class TriesBook:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, subject: str, *, now: datetime) -> Tries:
        """
        Count one more try; return all of this window.
        """
        row = {"subject": subject, "began_at": now, "number": 1}
        insert, values = insert_of(self._connection, tries, [row])
        is_old = tries.c.began_at <= now - WINDOW
        counted = insert.on_conflict_do_update(
            index_elements=["subject"],
            set_={
                "began_at": case((is_old, now), else_=tries.c.began_at),
                "number": case((is_old, 1), else_=tries.c.number + 1),
            },
        ).returning(tries.c.began_at, tries.c.number)
        found = self._connection.execute(counted, values).one()
        return Tries(began_at=found.began_at, number=found.number)

    def find(self, subject: str, *, now: datetime) -> Tries | None:
        """
        Return the tries of this window without counting one, or None if there are none.
        """
        query = tries.select().where(
            tries.c.subject == subject, tries.c.began_at > now - WINDOW
        )
        found = self._connection.execute(query).one_or_none()
        if found is None:
            return None
        return Tries(began_at=found.began_at, number=found.number)

    def forgive(self, subject: str) -> None:
        """
        Forget the tries of who was right in the end.
        """
        self._connection.execute(tries.delete().where(tries.c.subject == subject))

    def take_back(self, subject: str) -> None:
        """
        Do not count one that was right: many people share an address.
        """
        query = tries.update().where(tries.c.subject == subject, tries.c.number > 0)
        self._connection.execute(query.values(number=tries.c.number - 1))

    def forget_old(self, *, now: datetime) -> None:
        query = tries.delete().where(tries.c.began_at <= now - WINDOW)
        self._connection.execute(query)
