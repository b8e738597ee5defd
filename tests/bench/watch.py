"""
The one who holds the watch: sends, then looks every millisecond until the row is there.

    python -m tests.bench.watch < order        both chains in turn, seconds to stdout

A process of its own without green threads, so that both chains are timed alike.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

from tests.bench.bare_chain import KINDS, BareProducer, connect_to_database

_LOOK = 0.001  # seconds
_PATIENCE = 60.0  # seconds
_BETWEEN = 0.02  # seconds: what follows a commit is done, and the chain is idle.
_OK = 200


class NeverArrived(Exception):
    """
    What was sent had no effect in time.
    """


class Eye:
    """
    Sees whether a row is committed, over a connection of its own.
    """

    def __init__(self, database_url: str, query: str) -> None:
        self._database = connect_to_database(database_url)
        self._database.autocommit = True
        self._cursor = self._database.cursor()
        self._query = query

    def wait_for(self, row_id: str) -> None:
        """
        Raises NeverArrived.
        """
        until = time.monotonic() + _PATIENCE
        while not self._sees(row_id):
            if time.monotonic() > until:
                raise NeverArrived(row_id)
            time.sleep(_LOOK)

    def _sees(self, row_id: str) -> bool:
        self._cursor.execute(self._query, (row_id,))
        return self._cursor.fetchone() is not None


class RegisterChain:
    """
    From the request that closes a register to the follow-up of the one who missed.

    ``path`` has a place for the session's id.
    """

    def __init__(
        self, *, host: str, port: int, path: str, database_url: str, token: str
    ) -> None:
        self._path = path
        self._token = token
        self._http = HTTPConnection(host, port, timeout=_PATIENCE)
        self._http.connect()
        self._eye = Eye(database_url, "SELECT 1 FROM follow_ups WHERE session_id = %s")

    def time(self, session_id: str) -> float:
        """
        Raises NeverArrived, also where the request is refused.
        """
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        }
        path = self._path.format(session_id)
        since = time.perf_counter()
        self._http.request("POST", path, b"{}", headers)
        self._eye.wait_for(session_id)
        seconds = time.perf_counter() - since
        answer = self._http.getresponse()
        told = answer.read()
        if answer.status != _OK:
            raise NeverArrived(told.decode())
        return seconds


class BareChain:
    """
    The same, with nothing around it.
    """

    def __init__(self, what: str, *, rabbitmq_url: str, database_url: str) -> None:
        self._producer = BareProducer(
            what, rabbitmq_url=rabbitmq_url, database_url=database_url
        )
        self._eye = Eye(database_url, KINDS[what].seen)

    def time(self, row_id: str) -> float:
        """
        Raises NeverArrived.
        """
        since = time.perf_counter()
        self._producer.tell(row_id)
        self._eye.wait_for(row_id)
        return time.perf_counter() - since

    def close(self) -> None:
        self._producer.close()


def _timed(time_one: Callable[[str], float], ids: Sequence[str]) -> list[float]:
    seconds = []
    for one in ids:
        seconds.append(time_one(one))
        time.sleep(_BETWEEN)
    return seconds


def watch(order: Mapping[str, Any]) -> Mapping[str, Sequence[float]]:
    """
    Time each block of registers, and as many through each other chain, in turn.
    """
    registers = RegisterChain(**order["registers"])
    stock = RegisterChain(**order["stock"])
    bare = {what: BareChain(what, **where) for what, where in order["bare"].items()}
    others = {"stock": stock, **bare}
    seconds: dict[str, list[float]] = {"ours": [], **{what: [] for what in others}}
    _timed(registers.time, order["warm_up"])
    for chain in others.values():
        _timed(chain.time, [str(uuid4()) for _ in order["warm_up"]])
    for block in order["blocks"]:
        seconds["ours"] += _timed(registers.time, block)
        for what, chain in others.items():
            seconds[what] += _timed(chain.time, [str(uuid4()) for _ in block])
    for one in bare.values():
        one.close()
    return seconds


if __name__ == "__main__":
    json.dump(watch(json.load(sys.stdin)), sys.stdout)
