"""
How a test run comes by a server: ways that are tried in turn, first one wins.

The ways themselves stand in `ways.py`; here is only what they have in common.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import make_url

WAYS_OUT = """\
Three ways to have the servers that the tests need:
  1. name running ones: TEST_RABBITMQ_URL=amqp://user:password@host:5672//
     and TEST_POSTGRES_URL=postgresql+psycopg2://user@host:5432/postgres
  2. start Docker, or set DOCKER_HOST to a container engine that runs
  3. install them; as root on Debian: apt-get install rabbitmq-server postgresql"""


def _leave_it_running() -> None:
    """
    Do nothing: whoever started this server stops it.
    """


@dataclass(frozen=True, kw_only=True)
class Server:
    """
    A server that answered, and what is to be done when the run is over.
    """

    url: str
    stop: Callable[[], None] = _leave_it_running

    @property
    def place(self) -> str:
        """
        Host and port; the rest of the address may hold a password.
        """
        address = make_url(self.url)
        return f"{address.host}:{address.port or 'standard port'}"


@dataclass(frozen=True)
class Missing:
    """
    The reason why one way has no server to give.
    """

    reason: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """
    One way to come by a server, by the name that a person reads.
    """

    name: str
    find: Callable[[], Server | Missing]


@dataclass(frozen=True, kw_only=True)
class Software:
    """
    What the tests need, and the ways to it in the order in which they are tried.
    """

    name: str
    ways: Sequence[Way]


class NoServerError(Exception):
    """
    No way had a server; the text says what a person can do about it.
    """

    def __init__(self, software: Software, tried: Sequence[str]) -> None:
        what_was_tried = [f"  - {reason}" for reason in tried]
        super().__init__(
            "\n".join(
                [
                    f"The tests need {software.name} and found none.",
                    WAYS_OUT,
                    "What was tried:",
                    *what_was_tried,
                ]
            )
        )


@dataclass(frozen=True, kw_only=True)
class Found:
    """
    A server, the way it was found, and why the ways before that had none.
    """

    software: Software
    way: Way
    server: Server
    passed_over: Sequence[str]

    def __str__(self) -> str:
        why = f" ({'; '.join(self.passed_over)})" if self.passed_over else ""
        return f"{self.software.name}: {self.way.name}, {self.server.place}{why}"


def find(software: Software) -> Found:
    """
    Return the server of the first way that has one; later ways are not tried.

    Raises NoServerError.
    """
    passed_over: list[str] = []
    for way in software.ways:
        server = way.find()
        if isinstance(server, Server):
            return Found(
                software=software, way=way, server=server, passed_over=passed_over
            )
        passed_over.append(f"{way.name}: {server.reason}")
    raise NoServerError(software, passed_over)


class Servers:
    """
    The servers of one run: found when first asked for, stopped together.
    """

    def __init__(self, *, say: Callable[[str], None]) -> None:
        self._say = say
        self._found: dict[str, Found] = {}

    def url_of(self, software: Software) -> str:
        """
        Return the server's address; the first asking finds it and says how.
        """
        if software.name not in self._found:
            self._found[software.name] = found = find(software)
            self._say(str(found))
        return self._found[software.name].server.url

    def stop(self) -> None:
        """
        Stop what this run started; what it found running stays.
        """
        while self._found:
            _, found = self._found.popitem()
            found.server.stop()
