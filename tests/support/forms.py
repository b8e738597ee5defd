"""
Databases that were migrated once in a run, and are copied or lent for each test.

Migrating takes longer than most of what is then tested; a copy is the same database.
"""

import functools
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Engine, make_url

from shared.bus.topology import SERVICES
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, upgrade
from tests.support.databases import fresh_database, without_waiting_for_the_disk
from tests.support.lent import LentDatabase

Form = Callable[[Engine], None]  # What an empty database is brought into its form by.


@functools.cache
def migrated(service: str) -> Form:
    """
    Return the newest form of a service's database, or of the door's.
    """
    return lambda engine: upgrade(engine, service)


class Forms:
    """
    One database of each form on SQLite and on PostgreSQL, made when first asked for.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Form, Path] = {}
        self._templates: dict[Form, str] = {}
        self._free: dict[Form, list[LentDatabase]] = defaultdict(list)
        self._until_closed = ExitStack()

    def file(self, form: Form | None, *, to: Path) -> str:
        """
        Copy the form's SQLite file, if there is a form; return the copy's address.
        """
        if form:
            shutil.copyfile(self._file_of(form), to)
        return f"sqlite:///{to}"

    def files_of_all(self, *, to: Path) -> None:
        """
        Copy the SQLite files of a process that runs all services.
        """
        for service in (*SERVICES, ACCESS):
            self.file(migrated(service), to=to / f"{service}.db")

    @contextmanager
    def database(self, form: Form | None, *, server_url: str) -> Iterator[str]:
        """
        Yield the address of a PostgreSQL database in its form, and of nobody else.
        """
        if form:
            with self._lent(form, server_url=server_url) as url:
                yield without_waiting_for_the_disk(url)
        else:
            with fresh_database(server_url=server_url) as url:
                yield without_waiting_for_the_disk(url)

    def close(self) -> None:
        self._until_closed.close()

    def _file_of(self, form: Form) -> Path:
        if form not in self._files:
            file = self._folder / f"{len(self._files)}.db"
            _bring(f"sqlite:///{file}", into=form)
            self._files[form] = file
        return self._files[form]

    @contextmanager
    def _lent(self, form: Form, *, server_url: str) -> Iterator[str]:
        free = self._free[form]
        lent = free.pop() if free else self._new(form, server_url=server_url)
        yield lent.url
        if lent.is_brought_back():
            free.append(lent)

    def _new(self, form: Form, *, server_url: str) -> LentDatabase:
        template = self._template_of(form, server_url=server_url)
        made = fresh_database(server_url=server_url, template=template)
        lent = LentDatabase(self._until_closed.enter_context(made))
        self._until_closed.callback(lent.close)
        return lent

    def _template_of(self, form: Form, *, server_url: str) -> str:
        if form not in self._templates:
            made = fresh_database(server_url=server_url)
            url = self._until_closed.enter_context(made)
            _bring(url, into=form)
            self._templates[form] = str(make_url(url).database)
        return self._templates[form]


def _bring(url: str, *, into: Form) -> None:
    """
    Bring a database into its form, and leave it: who is copied is not in use.
    """
    engine = make_engine(url)
    into(engine)
    engine.dispose()
