"""
Users as rows.
"""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from shared.access.domain.errors import SignInNameTaken, UserNotFound
from shared.access.domain.user import User
from shared.access.storage.tables import users
from shared.db.bulk import insert_of
from shared.kernel.organisations import Organisation, Role


class Users:
    """
    Everybody who has, or has had, a way in.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, user: User) -> None:
        """
        Write down somebody new.

        Raises SignInNameTaken.
        """
        insert, values = insert_of(self._connection, users, [asdict(user)])
        query = insert.on_conflict_do_nothing().returning(users.c.id)
        if self._connection.execute(query, values).first() is None:
            raise SignInNameTaken

    def change(self, user: User) -> None:
        query = users.update().where(users.c.id == user.id)
        self._connection.execute(query.values(**asdict(user)))

    def get(self, user_id: UUID) -> User:
        """
        Return her.

        Raises UserNotFound.
        """
        found = self._one(users.c.id == user_id)
        if found is None:
            raise UserNotFound
        return found

    def get_in(self, organisation: Organisation, user_id: UUID) -> User:
        """
        Return her; another organisation's people are as unknown as nobody.

        Raises UserNotFound.
        """
        found = self.get(user_id)
        if found.organisation != organisation:
            raise UserNotFound
        return found

    def called(self, sign_in_name: str) -> User | None:
        return self._one(users.c.sign_in_name == sign_in_name)

    def known_as(self, *, issuer: str, subject: str) -> User | None:
        return self._one((users.c.issuer == issuer) & (users.c.subject == subject))

    def of(self, organisation: Organisation) -> list[User]:
        query = select(users).where(users.c.organisation == organisation)
        rows = self._connection.execute(query.order_by(users.c.name, users.c.id))
        return [user_of(row) for row in rows]

    def with_ids(self, ids: Collection[UUID]) -> list[User]:
        """
        Return those of these who are known.
        """
        query = select(users).where(users.c.id.in_(ids))
        return [user_of(row) for row in self._connection.execute(query)]

    def _one(self, condition: ColumnElement[bool]) -> User | None:
        row = self._connection.execute(select(users).where(condition)).one_or_none()
        return None if row is None else user_of(row)


def user_of(row: Any) -> User:
    return User(
        id=row.id,
        organisation=Organisation(row.organisation),
        role=Role(row.role),
        name=row.name,
        sign_in_name=row.sign_in_name,
        password_hash=row.password_hash,
        issuer=row.issuer,
        subject=row.subject,
        disabled_at=row.disabled_at,
    )
