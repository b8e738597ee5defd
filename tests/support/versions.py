"""
Where figures come from: which servers, and which state of the program.
"""

import subprocess
from pathlib import Path

from amqp import Connection
from kombu.utils.url import parse_url
from sqlalchemy import create_engine, text

_WRITTEN = (
    ":(exclude,top)tests/faults/found",
    ":(exclude,top)tests/faults/RESULTS.md",
    ":(exclude,top)tests/bench/figures.json",
    ":(exclude,top)tests/bench/RESULTS.md",
)


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

    What a run itself writes down is no change of the program.
    """
    told = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", ":/", *_WRITTEN)
    return f"{told}-dirty" if changed else told


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
