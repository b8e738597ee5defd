"""
A way in for whoever asks the services of a fault: the door's database in their folder.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from shared.config import Settings
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, upgrade
from shared.kernel.clock import Clock
from shared.kernel.organisations import Role
from tests.support.way_in import WayIn, headers_of, token


def coordinators_token(folder: Path) -> str:
    """
    Return a token by which the API lets a coordinator in.
    """
    with _door_in(folder) as engine:
        return token(engine)


def coordinators_browser(folder: Path) -> dict[str, str]:
    """
    Return the headers of a browser at which a coordinator has signed in.
    """
    with _door_in(folder) as engine:
        way_in = WayIn(engine, Clock())
        return headers_of(way_in.secret(way_in.user(Role.COORDINATOR)))


@contextmanager
def _door_in(folder: Path) -> Iterator[Engine]:
    settings = Settings.from_environment({"BABYGRUPPE_VAR": str(folder)})
    engine = make_engine(settings.database_of_access)
    try:
        upgrade(engine, ACCESS)
        yield engine
    finally:
        engine.dispose()
