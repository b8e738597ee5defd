"""
Servers that answer on the standard local ports.
"""

import getpass
from collections.abc import Sequence

from tests.support.answers import WhySilent
from tests.support.servers import Missing, Server

LOCAL_RABBITMQ = "amqp://guest:guest@127.0.0.1:5672//"


def local_postgres() -> list[str]:
    """
    Return the addresses to try: the usual first role, then the person's own.
    """
    roles = dict.fromkeys(["postgres", getpass.getuser()])
    return [f"postgresql+psycopg2://{role}@127.0.0.1:5432/postgres" for role in roles]


def first_that_answers(
    urls: Sequence[str], *, why_silent: WhySilent
) -> Server | Missing:
    """
    Return the first server that answers, or why the last did not.
    """
    reason: str | None = None
    for url in urls:
        reason = why_silent(url)
        if reason is None:
            return Server(url=url)
    return Missing(reason or "no address to try")
