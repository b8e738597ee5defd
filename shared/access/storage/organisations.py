"""
Organisations as rows.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from shared.access.domain.errors import OrganisationNotFound
from shared.access.domain.organisation import OneOrganisation
from shared.access.storage.tables import organisations
from shared.kernel.organisations import Organisation, Within, first_of


class Organisations:
    """
    Those of this installation: from the start one of each kind.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organisation: OneOrganisation) -> None:
        self._connection.execute(organisations.insert().values(**vars(organisation)))

    def get(self, kind: Organisation, organisation_id: UUID) -> OneOrganisation:
        """
        Return it.

        Raises OrganisationNotFound, also where it is of another kind.
        """
        found = [one for one in self.of_kind(kind) if one.id == organisation_id]
        if not found:
            raise OrganisationNotFound
        return found[0]

    def of_kind(self, kind: Organisation) -> list[OneOrganisation]:
        return [one for one in self.everyone() if one.kind is kind]

    def everyone(self) -> list[OneOrganisation]:
        columns = organisations.c
        query = select(organisations).order_by(columns.kind, columns.name, columns.id)
        return [_one(row) for row in self._connection.execute(query)]


def has_peers(kind: ColumnElement[str]) -> ColumnElement[bool]:
    """
    Say of a row whether there are several organisations of its kind.
    """
    number = select(func.count()).where(organisations.c.kind == kind)
    return (number.scalar_subquery() > 1).label("has_peers")


def within(row: Any) -> Within | None:
    """
    Return beyond what a user or a machine sees nothing.

    Whoever is of the only organisation of its kind works with all there is.
    """
    if not row.has_peers:
        return None
    kind = Organisation(row.organisation)
    return Within(kind=kind, organisation_id=row.organisation_id or first_of(kind))


def _one(row: Any) -> OneOrganisation:
    return OneOrganisation(id=row.id, kind=Organisation(row.kind), name=row.name)
