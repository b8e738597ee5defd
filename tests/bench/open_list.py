"""
How long until five who missed stand on a coordinator's open list, told by its stream.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from statistics import median
from uuid import uuid4

from deploy.client import Client
from shared.kernel.organisations import Role
from tests.bench.bare_chain import KINDS, BareProducer
from tests.bench.growth_requests import Refused
from tests.bench.household import HOST, Household, Service, household
from tests.bench.latency import bare_chain
from tests.bench.line import Ground, Line
from tests.bench.registers import prepare_full_registers, wait_until_outreach_has_heard
from tests.bench.watch import Eye, NeverArrived
from tests.support.way_in import headers_of

IN_A_BLOCK = 5
WARM_UP = 5
IN_A_REGISTER = 20
MISSED = 5
_PATIENCE = 60.0  # seconds
_BETWEEN = 1.0  # second: a stream says at most twice a second that there is news.
_CHAIN = "same-rows"
_WHAT = (
    f"a register of {IN_A_REGISTER} closed over HTTP to {MISSED} who missed on the "
    "open list, p50"
)
_HOW = "the page is asked for when its stream says so, and has to show all five"
_OK = 200
_NEWS = b"event: changed"


def measure(ground: Ground) -> list[Line]:
    ours, theirs = _blocks(ground)
    number = IN_A_BLOCK * ground.rounds
    return [
        Line(
            what=_WHAT,
            against=f"a bare chain: {MISSED} events with the same rows",
            unit="ms",
            ours=median(one for block in ours for one in block),
            theirs=median(one for block in theirs for one in block),
            pairs=[(median(a), median(b)) for a, b in zip(ours, theirs, strict=True)],
            notes=[f"{number} of each, in {ground.rounds} alternating blocks", _HOW],
        )
    ]


def _blocks(ground: Ground) -> tuple[list[list[float]], list[list[float]]]:
    """
    Return the milliseconds of each, block by block.
    """
    with (
        household(ground, services=("roster", "outreach")) as home,
        home.running("roster") as roster,
        home.running("outreach") as outreach,
        bare_chain(_CHAIN, ground) as chain,
    ):
        registers = prepare_full_registers(
            Client(roster.address, home.tokens),
            WARM_UP + ground.rounds * IN_A_BLOCK,
            mothers=IN_A_REGISTER,
            missed=MISSED,
        )
        known = len(registers) * IN_A_REGISTER
        wait_until_outreach_has_heard(home.databases["outreach"], of=known)
        with (
            closing(_OpenList(home, outreach)) as open_list,
            closing(_Bare(chain)) as bare,
        ):
            token = home.tokens[Role.COORDINATOR]
            for one in registers[:WARM_UP]:
                _timed(roster, token, one, open_list)
                bare.time()
            ours, theirs = [], []
            for start in range(WARM_UP, len(registers), IN_A_BLOCK):
                block = registers[start : start + IN_A_BLOCK]
                ours.append([_timed(roster, token, one, open_list) for one in block])
                theirs.append([bare.time() for _ in block])
            return ours, theirs


def _timed(
    roster: Service, token: str, session_id: str, open_list: "_OpenList"
) -> float:
    """
    Raises NeverArrived or Refused.
    """
    time.sleep(_BETWEEN)
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    path = f"/roster/api/sessions/{session_id}/close"
    with closing(HTTPConnection(HOST, roster.port, timeout=_PATIENCE)) as http:
        http.connect()
        since = time.perf_counter()
        http.request("POST", path, b"{}", headers)
        open_list.wait_for_five_more()
        took = (time.perf_counter() - since) * 1_000
        if http.getresponse().status != _OK:
            raise Refused(path)
    return took


class _OpenList:
    """
    A browser that has the list open: told that there is news, it asks for the page.
    """

    def __init__(self, home: Household, outreach: Service) -> None:
        self._headers = headers_of(home.browser)
        self._page = HTTPConnection(HOST, outreach.port, timeout=_PATIENCE)
        self._line = HTTPConnection(HOST, outreach.port, timeout=_PATIENCE)
        self._line.request("GET", "/outreach/live", headers=self._headers)
        self._stream: HTTPResponse = self._line.getresponse()
        self._number = 0

    def wait_for_five_more(self) -> None:
        """
        Raises NeverArrived.
        """
        self._number += MISSED
        for line in self._lines():
            if line.startswith(_NEWS) and self._number_on_the_list() >= self._number:
                return
        raise NeverArrived("the stream has ended")

    def close(self) -> None:
        self._line.close()
        self._page.close()

    def _lines(self) -> Iterator[bytes]:
        while line := self._stream.readline():
            yield line

    def _number_on_the_list(self) -> int:
        self._page.request("GET", "/outreach/", headers=self._headers)
        answer = self._page.getresponse()
        told = answer.read().decode()
        if answer.status != _OK:
            raise Refused(f"/outreach/: {answer.status}")
        number = told.split("</dt><dd>", 1)
        return int(number[1].split("<", 1)[0]) if len(number) > 1 else 0


class _Bare:
    """
    Five events through the bare chain, told one after the other.
    """

    def __init__(self, chain: dict[str, str]) -> None:
        self._producer = BareProducer(_CHAIN, **chain)
        self._eye = Eye(chain["database_url"], KINDS[_CHAIN].seen)

    def time(self) -> float:
        """
        Raises NeverArrived.
        """
        time.sleep(_BETWEEN / 10)
        ids: Sequence[str] = [str(uuid4()) for _ in range(MISSED)]
        since = time.perf_counter()
        for one in ids:
            self._producer.tell(one)
        for one in ids:
            self._eye.wait_for(one)
        return (time.perf_counter() - since) * 1_000

    def close(self) -> None:
        self._producer.close()
