"""
Where figures come from: which servers, and which state of the program.
"""

import subprocess
from pathlib import Path

from amqp import Connection
from kombu.utils.url import parse_url
from sqlalchemy import create_engine, text


def versions_of(*, rabbitmq_url: str, postgres_url: str) -> dict[str, str]:
    return {"RabbitMQ": _rabbitmq(rabbitmq_url), "PostgreSQL": _postgres(postgres_url)}


def _rabbitmq(url: str) -> str:
    parts = parse_url(url)
    connection = Connection(
        host=f"{parts['hostname']}:{parts['port'] or 5672}",
        userid=parts["userid"] or "guest",
        password=parts["password"] or "guest",
        virtual_host=parts["virtual_host"] or "/",
    )
    with connection:
        connection.connect()
        return str(connection.server_properties["version"])


def _postgres(url: str) -> str:
    with create_engine(url).connect() as connection:
        return str(connection.scalar(text("SHOW server_version"))).split()[0]


def commit() -> str:
    """
    Return the commit that is checked out, and whether anything was changed since.
    """
    command = ["git", "describe", "--always", "--dirty"]
    told = subprocess.run(
        command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    return told.stdout.strip()
