"""
Migrations: one alembic history for each service and one for the door, run alike.
"""

from pathlib import Path

from alembic import command, context
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData

_ROOT = Path(__file__).parents[2]
ACCESS = "access"  # The door's own database: no service owns it.


def upgrade(engine: Engine, service: str) -> None:
    """
    Bring a service's database to the newest revision; a repeat changes nothing.
    """
    with engine.begin() as connection:
        configuration = configuration_of(service)
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")


def configuration_of(service: str) -> Config:
    configuration = Config()
    place = migrations_of(service)
    configuration.set_main_option("script_location", str(place).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration


def migrations_of(service: str) -> Path:
    above = "shared" if service == ACCESS else "services"
    return _ROOT / above / service / "migrations"


def differences(engine: Engine, metadata: MetaData) -> list[object]:
    """
    Return what the migrations and the tables in code do not agree on.
    """
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def run(metadata: MetaData) -> None:
    """
    Run the migrations: all that a service's ``migrations/env.py`` does.
    """
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        # SQLite cannot alter a table; alembic copies it instead.
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
