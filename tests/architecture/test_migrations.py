"""
Migrations: the databases are what the tables in code say, on both kinds.
"""

import importlib

import pytest

from shared.bus.topology import SERVICES
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, differences, upgrade

TABLES = {
    **{one: f"services.{one}.storage.tables" for one in SERVICES},
    ACCESS: "shared.access.storage.tables",
}


@pytest.mark.parametrize("service", TABLES)
class TestMigrations:
    def test_make_what_the_code_expects(self, service: str, database_url: str):
        """
        After an upgrade nothing differs from the tables in code; a second one is idle.
        """
        engine = make_engine(database_url)
        tables = importlib.import_module(TABLES[service])

        upgrade(engine, service)
        upgrade(engine, service)

        assert differences(engine, tables.metadata) == []
        engine.dispose()

    def test_would_show_a_difference(self, service: str, database_url: str):
        """
        The control: an empty database is not what the code expects.
        """
        engine = make_engine(database_url)
        tables = importlib.import_module(TABLES[service])

        assert differences(engine, tables.metadata) != []
        engine.dispose()
