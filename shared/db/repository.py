"""
Domain objects in memory, loaded and written in bulk.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table

from shared.db.ahead import Question, answer_to, ask_ahead
from shared.db.bulk import among, keys_for
from shared.db.prepared import Prepared
from shared.db.writes import Writes
from shared.kernel.refusal import NotFound

Thing = TypeVar("Thing")

_HANDFUL = 4  # keys
_ORDER = attrgetter("int")  # A UUID's; the same order as that of its text.


class Repository(Generic[Thing]):
    """
    The things of one table, each known by the id in ``key``.

    For a batch of events, ``load`` reads all that will be touched in one query;
    ``find`` and ``get`` then answer from memory; ``flush`` writes what was saved with
    one statement for what is new and one for what has changed. Rows are locked as they
    are read, so two replicas never change the same thing at once.
    """

    table: ClassVar[Table]
    key: ClassVar[str] = "id"
    missing: ClassVar[type[NotFound]] = NotFound

    def __init__(self, connection: Connection, *, writing: bool) -> None:
        self.connection = connection
        self._writing = writing
        self._known: dict[UUID, Thing | None] = {}
        self._stored: set[UUID] = set()
        self._saved: dict[UUID, Thing] = {}

    def to_row(self, thing: Thing) -> dict[str, Any]:
        """
        Return the thing as values of its table's columns.
        """
        raise NotImplementedError

    def from_rows(self, rows: Sequence[Any]) -> list[Thing]:
        """
        Make things from rows, and read their children with one query for all.
        """
        raise NotImplementedError

    def below(self, keys: Sequence[UUID]) -> list[Question]:
        """
        Return what ``from_rows`` will ask about the things with these keys.
        """
        del keys
        return []

    def write_children(self, things: Sequence[Thing], writes: Writes) -> None:
        """
        Write what hangs below the saved things; most have nothing there.
        """

    def load(self, keys: Iterable[UUID]) -> None:
        """
        Read all these in one query, unless they are known already.
        """
        wanted = self._unknown(keys)
        if not wanted:
            return
        if len(wanted) <= _HANDFUL:
            ask_ahead(self.connection, self.questions(wanted))
        self._known |= dict.fromkeys(wanted)
        self._take(_by_key(self.table, self.key), keys_for(self.connection, wanted))

    def questions(self, keys: Iterable[UUID]) -> list[Question]:
        """
        Return what ``load`` will ask, so that it may be asked ahead.
        """
        wanted = self._unknown(keys)
        if not wanted:
            return []
        query = _by_key(self.table, self.key)
        values = keys_for(self.connection, wanted)
        return [self.question(query, values), *self.below(wanted)]

    def question(self, query: Prepared, values: Mapping[str, Any]) -> Question:
        """
        Return a query for things of this table; it locks them if they may be changed.
        """
        return Question(query.on(self.connection, writing=self._writing), values)

    def find(self, key: UUID) -> Thing | None:
        self.load([key])
        return self._known[key]

    def get(self, key: UUID) -> Thing:
        """
        Return the thing.

        Raises the repository's own NotFound.
        """
        thing = self.find(key)
        if thing is None:
            raise self.missing(id=str(key))
        return thing

    def matching(self, *conditions: ColumnElement[bool]) -> list[Thing]:
        """
        Return the things whose rows match, with all that was saved so far.
        """
        query = self.table.select().where(*conditions)
        return self.answering(Prepared(lambda _on: query.order_by(self._key_column)))

    def answering(self, query: Prepared, **values: Any) -> list[Thing]:
        """
        Return the things that a query finds, with all that was saved so far.

        It is ordered by the key: the order of locking is the same everywhere, so two
        replicas cannot deadlock.
        """
        self.flush()
        return self._take(query, values)

    def looking_at(self, *conditions: ColumnElement[bool]) -> list[Thing]:
        """
        Return the things whose rows match, holding none of them: not to be changed.

        Whoever changes one thing and only looks at others would else hold these too,
        and wait for who holds them and waits for hers.
        """
        self.flush()
        query = self.table.select().where(*conditions).order_by(self._key_column)
        return self.from_rows(self.connection.execute(query).all())

    def seen(self, keys: Collection[UUID]) -> list[Thing]:
        """
        Return the things with these keys, to be looked at and not to be changed.
        """
        return self.looking_at(self._key_column.in_(keys))

    def save(self, thing: Thing) -> None:
        """
        Remember to write this at commit: as new, unless it was read before.
        """
        key = self.to_row(thing)[self.key]
        self._known[key] = thing
        self._saved[key] = thing

    def remove(self, thing: Thing) -> None:
        """
        Delete this now, and what was to be written of it.
        """
        key = self.to_row(thing)[self.key]
        self.connection.execute(self.table.delete().where(self._key_column == key))
        self._known[key] = None
        self._saved.pop(key, None)
        self._stored.discard(key)

    def flush(self) -> None:
        """
        Have what was saved since the last time written now, so that it can be found.
        """
        writes = Writes(self.connection)
        self.write(writes)
        writes.send()

    def forget_loaded(self) -> None:
        """
        Read anew what is asked for from now on: rows were changed by a statement.
        """
        self._known.clear()
        self._stored.clear()

    def write(self, writes: Writes) -> None:
        """
        Write what was saved since the last time.
        """
        saved, self._saved = self._saved, {}
        keys = sorted(saved, key=_ORDER)
        new = [self.to_row(saved[key]) for key in keys if key not in self._stored]
        changed = [self.to_row(saved[key]) for key in keys if key in self._stored]
        writes.insert(self.table, new)
        # Every one of these rows exists and is locked, so it is always put in the
        # other's place: this is the one bulk update that both databases know.
        writes.overwrite(self.table, changed, key=[self.key])
        self._stored |= saved.keys()
        if saved:
            self.write_children([saved[key] for key in keys], writes)

    def _unknown(self, keys: Iterable[UUID]) -> list[UUID]:
        return sorted({key for key in keys if key not in self._known}, key=_ORDER)

    @property
    def _key_column(self) -> ColumnElement[UUID]:
        return self.table.c[self.key]

    def _take(self, query: Prepared, values: Mapping[str, Any]) -> list[Thing]:
        rows = answer_to(self.connection, self.question(query, values))
        fresh = [row for row in rows if self._is_fresh(row)]
        for row, thing in zip(fresh, self.from_rows(fresh), strict=True):
            self._known[getattr(row, self.key)] = thing
            self._stored.add(getattr(row, self.key))
        known = (self._known[getattr(row, self.key)] for row in rows)
        return [thing for thing in known if thing is not None]

    def _is_fresh(self, row: Any) -> bool:
        return self._known.get(getattr(row, self.key)) is None


@cache
def _by_key(table: Table, key: str) -> Prepared:
    column = table.c[key]
    return Prepared(
        lambda on: table.select().where(among(column, on=on)).order_by(column)
    )
