"""
Migrations: one alembic history for each service, run the same way everywhere.
"""

from pathlib import Path

from alembic import command, context
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData

_SERVICES = Path(__file__).parents[2] / "services"


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
    place = _SERVICES / service / "migrations"
    configuration.set_main_option("script_location", str(place).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration


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
