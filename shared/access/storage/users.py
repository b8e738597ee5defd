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
from shared.kernel.organisations import (
    PARTNERS,
    THE_FIRST,
    Organisation,
    Role,
    first_of,
)


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

    def get_in(self, organisation_id: UUID, user_id: UUID) -> User:
        """
        Return her; another organisation's people are as unknown as nobody.

        Raises UserNotFound.
        """
        found = self.get(user_id)
        if found.organisation_id != organisation_id:
            raise UserNotFound
        return found

    def called(self, sign_in_name: str) -> User | None:
        return self._one(users.c.sign_in_name == sign_in_name)

    def known_as(self, *, issuer: str, subject: str) -> User | None:
        return self._one((users.c.issuer == issuer) & (users.c.subject == subject))

    def of(self, organisation_id: UUID) -> list[User]:
        is_hers = users.c.organisation_id == organisation_id
        # The release before wrote none: of each kind there was only the first.
        firsts = [one for one in PARTNERS if first_of(one) == organisation_id]
        is_first = users.c.organisation_id.is_(None) & users.c.organisation.in_(firsts)
        query = select(users).where(is_hers | is_first)
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
        organisation_id=row.organisation_id or THE_FIRST,
        role=Role(row.role),
        name=row.name,
        sign_in_name=row.sign_in_name,
        password_hash=row.password_hash,
        issuer=row.issuer,
        subject=row.subject,
        disabled_at=row.disabled_at,
    )
