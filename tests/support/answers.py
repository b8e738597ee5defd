"""
Whether a server answers: a real connection, because an open port proves nothing.
"""

import time
from collections.abc import Callable

from amqp.exceptions import AMQPError
from kombu.connection import Connection
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from tests.support.one_line import first_line

CONNECT_SECONDS = 5
POLL_SECONDS = 0.2
MAY_CREATE_DATABASES = text(
    "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
)

WhySilent = Callable[[str], str | None]


def why_rabbitmq_is_silent(url: str) -> str | None:
    """
    Return in one line why the broker does not answer, or None when it does.

    Goes past `Connection.connect`, which waits two seconds and tries again.
    """
    wait = CONNECT_SECONDS
    broker = Connection(url, connect_timeout=wait)  # type: ignore[no-untyped-call]
    try:
        broker.transport.establish_connection().close()
    except (OSError, AMQPError) as refused:
        return first_line(refused)
    return None


def why_postgres_is_silent(url: str) -> str | None:
    """
    Return in one line why no test database can be made there, or None if it can.
    """
    waiting = {"connect_timeout": CONNECT_SECONDS}
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args=waiting)
        with engine.connect() as connection:
            may_create = connection.scalar(MAY_CREATE_DATABASES)
    except (SQLAlchemyError, ImportError) as refused:
        return first_line(getattr(refused, "orig", None) or refused)
    return None if may_create else "its role may not create databases"


def wait_for_answer(why_silent: WhySilent, *, url: str, seconds: float) -> str | None:
    """
    Ask until the server answers or the time is over; return the last reason.
    """
    deadline = time.monotonic() + seconds
    while (reason := why_silent(url)) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    return reason
