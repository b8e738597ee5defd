"""
Statements that are built once: building one takes longer than PostgreSQL to answer it.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from shared.db.bulk import is_file

Build = Callable[[Connection], Any]


class Prepared:
    """
    A statement without its values: they are named in it and come with each call.

    It is built once for each kind of database, plain and locking the rows it reads.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._kept: dict[tuple[bool, bool], Any] = {}

    def on(self, connection: Connection, *, writing: bool = False) -> Any:
        kind = is_file(connection), writing
        if kind not in self._kept:
            query = self._build(connection)
            self._kept[kind] = query.with_for_update() if writing else query
        return self._kept[kind]
