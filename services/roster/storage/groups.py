"""
Groups in the database.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from services.roster.domain.errors import GroupNotFound
from services.roster.domain.group import RUNS_A_GROUP, Group
from services.roster.domain.seat import Seat
from services.roster.storage import tables
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation, Role

_EVERYONE = Prepared(lambda _on: tables.groups.select().order_by(tables.groups.c.id))


class SqlGroups(Repository[Group]):
    """
    The groups; there are few, so they are listed whole.
    """

    table = tables.groups
    missing = GroupNotFound

    def __init__(self, connection: Connection, *, writing: bool) -> None:
        super().__init__(connection, writing=writing)
        self._all: list[Group] | None = None

    def everyone(self) -> list[Group]:
        """
        Return all groups by name; one look reads them once.
        """
        if self._all is None or self._writing:
            found = self.answering(_EVERYONE)
            self._all = sorted(found, key=lambda group: group.name.casefold())
        return self._all

    def to_row(self, thing: Group) -> dict[str, Any]:
        seats = {role.value: _written(seat) for role, seat in thing.seats.items()}
        run_by = {f"{kind}_id": one for kind, one in thing.run_by.items()}
        row = vars(thing) | run_by | {"seats": seats}
        del row["run_by"]
        return row

    def from_rows(self, rows: Sequence[Any]) -> list[Group]:
        return [_group(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


def _group(row: dict[str, Any]) -> Group:
    row["room_owner"] = Organisation(row["room_owner"])
    row["run_by"] = {kind: row.pop(f"{kind}_id") for kind in RUNS_A_GROUP}
    row["seats"] = {Role(role): _read(told) for role, told in row["seats"].items()}
    return Group(**row)


def _written(seat: Seat) -> dict[str, str | None]:
    deputy = seat.deputy_id
    return {
        "user_id": str(seat.user_id),
        "deputy_id": None if deputy is None else str(deputy),
    }


def _read(told: Mapping[str, str | None]) -> Seat:
    return Seat(**{name: UUID(id_) for name, id_ in told.items() if id_ is not None})
