"""
Write a new migration from the difference between the tables in code and the last one.
"""

import sys
import tempfile

from alembic import command

from shared.db.engine import make_engine
from shared.db.migrations import configuration_of, migrations_of, upgrade


def new_migration(service: str, message: str) -> None:
    """
    Compare on an SQLite file that all earlier migrations have made.
    """
    versions = migrations_of(service) / "versions"
    number = f"{len(list(versions.glob('*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/{service}.db")
        upgrade(engine, service)
        with engine.begin() as connection:
            configuration = configuration_of(service)
            configuration.attributes["connection"] = connection
            command.revision(configuration, message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    new_migration(*sys.argv[1:3])
