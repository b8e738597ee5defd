"""
What of a database one organisation works with: each statement is narrowed to it.

A rule that every query has to remember is forgotten by one of them. So the rows that
are another organisation's are not there at all for a transaction that is done for
somebody: not to be found, counted, held, changed or deleted. What is not hers is
answered as what does not exist, because for her statements it does not.

A service says for each of its tables what makes a row somebody's. This is added to each
SELECT, UPDATE and DELETE in which the table stands, by its name or by an alias, also
below the surface; an outer join is narrowed where it joins. Events and the clock have
no organisation, and see everything.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Alias,
    Column,
    CompoundSelect,
    Connection,
    Delete,
    FromClause,
    Join,
    Select,
    Table,
    Update,
    Uuid,
    and_,
    bindparam,
    event,
    select,
)
from sqlalchemy.sql.visitors import cloned_traverse

from shared.kernel.organisations import Organisation, Within

IsHers = Callable[[FromClause, Organisation], Any]
"""Makes the condition that a row is hers, of a table as it stands in a statement."""

HER_ORGANISATION = bindparam("her_organisation", type_=Uuid)
_NAME = HER_ORGANISATION.key
_BOUNDARY = "boundary"
_NONE = (None, None)
_MOST_RECENT = 500  # statements


class Boundary:
    """
    What makes a row of each table an organisation's.

    A table that is not here is everybody's. ``persons`` is where ids of mothers
    stand.
    """

    def __init__(
        self, tables: Mapping[Table, IsHers], *, persons: Column[UUID]
    ) -> None:
        self.tables = tables
        self._persons = persons

    def put_around(self, connection: Connection, within: Within) -> None:
        """
        Narrow all that is asked and changed on this connection from now on.
        """
        if _around(connection)[0] is not None:
            return
        connection.execution_options(**{_BOUNDARY: (self, within)})
        event.listen(connection, "before_execute", _narrow, retval=True)

    def known(self, connection: Connection, person_ids: Collection[UUID]) -> set[UUID]:
        """
        Return who of these is there on this connection.
        """
        query = select(self._persons).where(self._persons.in_(person_ids))
        return set(connection.scalars(query))

    def narrowed(self, statement: Any, kind: Organisation) -> Any:
        """
        Build of a statement the one about what is an organisation's alone.
        """

        def narrow_select(asked: Any) -> None:
            places = asked.get_final_froms()
            for one in places:
                self._narrow_from(asked, one, kind)
            if any(flags["isouter"] for *_, flags in asked._setup_joins):  # noqa: SLF001
                # The joins as they were made of it just now, with what was added.
                asked._from_obj, asked._setup_joins = tuple(places), ()  # noqa: SLF001

        def narrow_change(change: Any) -> None:
            _also(change, self._is_hers(change.table, kind))

        return cloned_traverse(
            statement,
            {},
            {"select": narrow_select, "update": narrow_change, "delete": narrow_change},
        )

    def _narrow_from(self, asked: Any, place: FromClause, kind: Organisation) -> None:
        if not isinstance(place, Join):
            _also(asked, self._is_hers(place, kind))
            return
        self._narrow_from(asked, place.left, kind)
        if place.isouter:
            joined = self._is_hers(place.right, kind)
            if joined is not None and place.onclause is not None:
                place.onclause = and_(place.onclause, joined)
        else:
            self._narrow_from(asked, place.right, kind)

    def _is_hers(self, place: FromClause, kind: Organisation) -> Any:
        table = place.element if isinstance(place, Alias) else place
        is_hers = self.tables.get(table) if isinstance(table, Table) else None
        return None if is_hers is None else is_hers(place, kind)


@contextmanager
def lifted(connection: Connection) -> Iterator[None]:
    """
    See everything for a while: what is erased is erased wherever it stands.

    Whoever does this has found by then that the person is there for who asks.
    """
    around = _around(connection)
    connection.execution_options(**{_BOUNDARY: _NONE})
    try:
        yield
    finally:
        connection.execution_options(**{_BOUNDARY: around})


def as_narrowed(connection: Connection, statement: Any) -> Any:
    """
    Return a statement that is kept for good as it may be asked on this connection.
    """
    boundary, within = _around(connection)
    return statement if boundary is None else _kept(boundary, statement, within.kind)


@cache
def _kept(boundary: Boundary, statement: Any, kind: Organisation) -> Any:
    return boundary.narrowed(statement, kind)


@lru_cache(maxsize=_MOST_RECENT)
def _recent(boundary: Boundary, statement: Any, kind: Organisation) -> Any:
    """
    Build it once for who asks often; one that is made anew each time is not kept.
    """
    return boundary.narrowed(statement, kind)


def values_within(connection: Connection) -> Mapping[str, Any]:
    """
    Return the values that a narrowed statement asks for beside its own.
    """
    boundary, within = _around(connection)
    return {} if boundary is None else {_NAME: within.organisation_id}


def _around(connection: Connection) -> Any:
    return connection.get_execution_options().get(_BOUNDARY, _NONE)


def _narrow(
    connection: Connection,
    statement: Any,
    several: Any,
    values: Any,
    _options: Any,
) -> tuple[Any, Any, Any]:
    boundary, within = _around(connection)
    is_narrowed = isinstance(statement, Select | CompoundSelect | Update | Delete)
    if boundary is None or not is_narrowed:
        return statement, several, values
    told = values_within(connection)
    if several:
        several = [{**one, **told} for one in several]
    else:
        values = {**values, **told}
    return _recent(boundary, statement, within.kind), several, values


def _also(statement: Any, condition: Any) -> None:
    """
    Add a condition to a statement that was just made and that nobody else has seen.
    """
    if condition is not None:
        statement._where_criteria += (condition,)  # noqa: SLF001 - as ``where`` does.
