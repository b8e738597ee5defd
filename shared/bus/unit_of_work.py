"""
One transaction: what is loaded, changed and announced, committed together.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, ClassVar, Self
from uuid import UUID

from sqlalchemy import Connection, Engine

from shared.bus.answers import Answers
from shared.bus.broker import Letter
from shared.bus.cause import Cause
from shared.bus.changes import changes_of
from shared.bus.inbox import Inbox
from shared.bus.outbox import Outbox
from shared.bus.persons import Persons
from shared.db.ahead import Question, ask_ahead, forget_answers
from shared.db.boundary import Boundary, lifted
from shared.db.personal import Part
from shared.db.reading import reading
from shared.db.repository import Repository
from shared.db.turns import take_turn
from shared.db.writes import Writes
from shared.kernel.organisations import Within
from shared.kernel.refusal import NotFound

# Told, after the commit, what was announced in it.
Announced = Callable[[Sequence[Letter]], None]


class PartlyUndone(RuntimeError):
    """
    A part of this transaction was refused; the rest must not be committed without it.
    """


class UnitOfWork:
    """
    A transaction with its repositories, its outbox and its inbox.

    It may be entered again inside itself: the use case reads as if it were alone, and
    what is really committed, with a batch's inbox ids or a request's answer, is decided
    by whoever entered first. Nothing inside may wait for the network.
    """

    repositories: ClassVar[dict[str, type[Repository[Any]]]] = {}
    personal: ClassVar[tuple[Part, ...]] = ()
    """The rows that are about a person, in the order in which they are erased."""
    boundary: ClassVar[Boundary | None] = None
    """What makes a row an organisation's, where there are several of a kind."""

    connection: Connection
    inbox: Inbox
    outbox: Outbox
    answers: Answers
    persons: Persons

    def __init__(
        self,
        engine: Engine,
        *,
        cause: Cause,
        announced: Announced = lambda _letters: None,
    ) -> None:
        self.engine = engine
        self.within: Within | None = None
        """For which organisation alone it is done: set before it is begun."""
        self._cause = cause
        self._announced = announced
        self._depth = 0
        self._is_reading = False
        self._is_quiet = False
        self._opened: dict[str, Repository[Any]] = {}

    @property
    def cause(self) -> Cause:
        return self._cause

    @cause.setter
    def cause(self, cause: Cause) -> None:
        self._cause = cause
        if self._depth:
            self.outbox.cause = cause

    def __enter__(self) -> Self:
        if self._is_reading:
            raise RuntimeError("Nothing is changed while only looking.")
        if self._depth == 0:
            self._begin()
        self._depth += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._end()
        elif error is not None:
            self._is_undone = True

    @contextmanager
    def reading(self) -> Iterator[Self]:
        """
        Only look: no row is locked, nobody has to wait, nothing can be saved.
        """
        if self._depth or self._is_reading:
            yield self
            return
        self._is_reading = True
        with self._only_looking(), reading(self.engine) as connection:
            self._open(connection, writing=False)
            yield self

    def beyond(self) -> AbstractContextManager[None]:
        """
        Do something for every organisation: what holds for all of them at once.
        """
        return lifted(self.connection)

    def hers_among(self, person_ids: Collection[UUID]) -> set[UUID]:
        """
        Return who of these is there for whoever this is done for.
        """
        if self.boundary is None or not person_ids:
            return set()
        with self.reading():
            return self.boundary.known(self.connection, person_ids)

    def refuse_stranger(self, person_id: UUID) -> None:
        """
        Refuse whoever is not there for who asks, also where nothing is kept of her.

        Raises NotFound.
        """
        if self.within is not None and not self.hers_among([person_id]):
            raise NotFound(id=str(person_id))

    def strangers_among(self, person_ids: Collection[UUID]) -> set[UUID]:
        """
        Return who of these is kept here for another organisation alone.
        """
        if self.within is None or self.boundary is None or not person_ids:
            return set()
        hers = self.hers_among(person_ids)
        with self.reading(), lifted(self.connection):
            return self.boundary.known(self.connection, person_ids) - hers

    @contextmanager
    def _only_looking(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._is_reading = False

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """
        Do something that may fail; if it does, only that is undone.
        """
        self.flush()
        letters = list(self.outbox.letters)
        try:
            with self.connection.begin_nested():
                yield
                self.flush()
        except BaseException:
            # What the repositories hold in memory was undone with the rest.
            forget_answers(self.connection)
            self._open(self.connection, writing=True)
            self.outbox.letters = letters
            raise

    def commit(self) -> None:
        """
        Write and commit, unless somebody around this still has something to add.

        Raises PartlyUndone.
        """
        if self._is_undone:
            raise PartlyUndone
        if self._depth > 1:
            return
        self._all_writes().send(and_commit=True)
        self.connection.commit()
        self._committed = True

    def flush(self) -> None:
        """
        Have all that was saved and announced written, on one way to the database.
        """
        self._all_writes().send()

    def keep_quiet(self) -> None:
        """
        Have no open list renew itself because of this: nobody is to notice it.
        """
        self._is_quiet = True

    def start_over(self) -> None:
        """
        Have all of it written, and read anew whatever is asked for from now on.

        For whoever changes rows by a statement of its own.
        """
        self.flush()
        forget_answers(self.connection)
        for repository in self._opened.values():
            repository.forget_loaded()

    def ask_ahead(self, questions: Sequence[Question]) -> None:
        """
        Have all this answered on one way to the database, before anything is changed.
        """
        ask_ahead(self.connection, questions)

    def _all_writes(self) -> Writes:
        writes = Writes(self.connection)
        for repository in self._opened.values():
            repository.write(writes)
        self.outbox.write(writes)
        self.answers.write(writes)
        return writes

    def _begin(self) -> None:
        self._turn = take_turn(self.engine)
        try:
            self.connection = self.engine.connect()
        except BaseException:
            self._turn.release()
            raise
        self._open(self.connection, writing=True)

    def _open(self, connection: Connection, *, writing: bool) -> None:
        self.connection = connection
        if self.boundary is not None and self.within is not None:
            self.boundary.put_around(connection, self.within)
        self._committed = False
        self._is_undone = False
        self._opened = {
            name: kind(connection, writing=writing)
            for name, kind in self.repositories.items()
        }
        vars(self).update(self._opened)
        self.inbox = Inbox(connection)
        self.outbox = Outbox(self._cause)
        self.answers = Answers(connection)
        self.persons = Persons(connection, self.personal)

    def _end(self) -> None:
        try:
            self.connection.close()
        finally:
            self._turn.release()
        if self._committed and not self._is_quiet:
            changes_of(self.engine).tell()
        if self._committed and self.outbox.letters:
            self._announced(self.outbox.letters)
