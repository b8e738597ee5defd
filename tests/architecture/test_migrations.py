"""
Migrations: the databases are what the tables in code say, on both kinds.
"""

import importlib
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import text

from shared.bus.topology import SERVICES
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, configuration_of, differences, upgrade

TABLES = {
    **{one: f"services.{one}.storage.tables" for one in SERVICES},
    ACCESS: "shared.access.storage.tables",
}

# As the roster was before it knew more of a mother than that she is in the group.
BEFORE = "0006"
ONE_FAMILY = """
    INSERT INTO groups (id, name, weekday, starts_at, ends_at, place)
    VALUES ('{group}', 'Prøvegruppen', 1, '10:00:00', '12:00:00', 'Prøvehuset');
    INSERT INTO mothers (
        id, group_id, display_name, search_name, phone, languages,
        shared_phone, may_leave_message, listed_on, enrolment, version
    ) VALUES (
        '{mother}', '{group}', 'Nevra', 'nevra', '+4567000001', '[]',
        false, false, '2026-09-01', 'active', 1
    );
    INSERT INTO children (id, mother_id, born_on)
    VALUES ('{child}', '{mother}', '2026-03-01')
"""


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


def test_keeps_whoever_is_there(database_url: str):
    """
    A roster with mothers in it is brought on: SQLite cannot make a table anew that
    others point at, and whoever was there is found by her name.
    """
    engine = make_engine(database_url)
    ids = {name: uuid4().hex for name in ("group", "mother", "child")}
    with engine.begin() as connection:
        configuration = configuration_of("roster")
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, BEFORE)
        for line in ONE_FAMILY.format(**ids).split(";"):
            connection.exec_driver_sql(line)

    upgrade(engine, "roster")

    with engine.connect() as connection:
        since = connection.execute(text("SELECT standing_since FROM mothers")).scalar()
        keys = connection.execute(text("SELECT key FROM search_keys")).scalars().all()
    engine.dispose()
    assert str(since) == "2026-09-01"
    assert any("nevra" in key for key in keys)
