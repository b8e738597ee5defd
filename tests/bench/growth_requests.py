"""
What a person asks for, asked of the small town and of the large one in turns.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from random import Random
from statistics import median
from urllib.parse import urlsplit
from uuid import uuid4

from tests.bench.growth_town import WEEKS, Town
from tests.bench.line import Line, line_of_rounds, percentile
from tests.support.way_in import headers_of

IN_A_ROUND = 40  # requests to each
WARM_UP = 20  # requests to each
_OPEN = -1  # the week of the session with the open register
_OK = 200
_PATIENCE = 120.0  # seconds
_HEADERS = {"Content-Type": "application/json"}
_SEED = 30
_CONTENT = b"{}"


class Refused(Exception):
    """
    A request was not answered as it should be.
    """


class Desk:
    """
    Somebody who works in one town, over one connection.

    Every register is another group's, in no order: nothing that was read for one
    request helps the next.
    """

    def __init__(self, address: str, town: Town, browser: str) -> None:
        self._shown = headers_of(browser)
        told = urlsplit(address)
        self._http = HTTPConnection(told.hostname or "", told.port, timeout=_PATIENCE)
        self._town = town
        self._groups = self._in_no_order("")

    def open_register(self) -> float:
        return self._get(f"/roster/sessions/{self._session(_OPEN)}")

    def closed_register(self) -> float:
        return self._get(f"/roster/sessions/{self._session(WEEKS // 2)}")

    def follow_up_page(self) -> float:
        return self._get("/outreach/")

    def follow_up_list(self) -> float:
        return self._get("/outreach/api/follow_ups")

    def close_register(self) -> float:
        path = f"/roster/api/sessions/{self._session(_OPEN)}/close"
        return self._timed("POST", path, {"Idempotency-Key": str(uuid4())}, _CONTENT)

    def start_anew(self, what: str) -> None:
        """
        Visit the groups in another order from now on.
        """
        self._groups = self._in_no_order(what)

    def close(self) -> None:
        self._http.close()

    def _in_no_order(self, what: str) -> Iterator[int]:
        number = self._town.groups
        return iter(Random(f"{_SEED}{what}").sample(range(number), k=number))

    def _session(self, week: int) -> str:
        return str(self._town.session_id(group=next(self._groups), week=week))

    def _get(self, path: str) -> float:
        return self._timed("GET", path, {}, None)

    def _timed(
        self, method: str, path: str, headers: dict[str, str], content: bytes | None
    ) -> float:
        """
        Return the milliseconds until the whole answer is here.

        Raises Refused.
        """
        since = time.perf_counter()
        self._http.request(method, path, content, _HEADERS | self._shown | headers)
        answer = self._http.getresponse()
        told = answer.read()
        took = (time.perf_counter() - since) * 1_000
        if answer.status != _OK:
            raise Refused(f"{method} {path}: {answer.status} {told[:300]!r}")
        return took


Ask = Callable[[Desk], float]


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """
    All answers' milliseconds, round by round, of both towns.
    """

    large: list[list[float]] = field(default_factory=list)
    small: list[list[float]] = field(default_factory=list)


def asked_in_turns(ask: Ask, *, large: Desk, small: Desk, rounds: int) -> Rounds:
    """
    Ask both in every round, one after the other, so that what slows the machine down
    slows both.
    """
    for desk in (large, small):
        desk.start_anew(ask.__name__)
        for _ in range(WARM_UP):
            ask(desk)
    took = Rounds()
    for _ in range(rounds):
        pairs = [(ask(large), ask(small)) for _ in range(IN_A_ROUND)]
        took.large.append([one for one, _ in pairs])
        took.small.append([other for _, other in pairs])
    return took


def line_of(what: str, took: Rounds, *, against: str, notes: Sequence[str]) -> Line:
    asked = sum(map(len, took.large))
    return line_of_rounds(
        what=what,
        against=against,
        unit="ms",
        ours=[median(one) for one in took.large],
        theirs=[median(one) for one in took.small],
        at_most=1.3,
        notes=[
            f"{asked} requests to each, in turn",
            f"p95 {_p95(took.large):.1f} ms against {_p95(took.small):.1f} ms",
            *notes,
        ],
    )


def _p95(rounds: list[list[float]]) -> float:
    every = [one for each in rounds for one in each]
    return percentile(every, 95)
