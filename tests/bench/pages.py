"""
How long each page takes with twenty people at once, beside a static file.

The town of the demo is played first, so that every page has something to show.
"""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from shared.kernel.organisations import Role
from tests.bench.line import Ground, Line, line_of_rounds, percentile
from tests.browser.every_page import MISSING, PAGES, Shown
from tests.browser.town import Town, wrong_file
from tests.support.way_in import headers_of, place_of

PEOPLE = 20
EACH = 4  # requests of each person, a round
_OK = 200
_PATIENCE = 60.0  # seconds
_STYLE = re.compile(r'href="([^"]*/static/style[^"]*)"')
_AGAINST = "a static file of the same server"


class Refused(Exception):
    """
    A page was not shown to somebody who may see it.
    """


def measure(ground: Ground) -> list[Line]:
    with TemporaryDirectory(prefix="babygruppe_") as folder:
        town = Town(Path(folder))
        try:
            town.places |= {"file": wrong_file(town)}
            shown = [one for one in PAGES if one.name not in MISSING]
            return [line for one in shown for line in _lines(one, town, ground)]
        finally:
            town.stop()


def _lines(shown: Shown, town: Town, ground: Ground) -> list[Line]:
    visitors = Visitors(town.address, _headers(shown.role, town))
    page = shown.address.format(**town.places)
    still = visitors.style_of(page)
    visitors.ask(page)  # What is done once is done before.
    rounds = [(visitors.ask(page), visitors.ask(still)) for _ in range(ground.rounds)]
    return [
        _line(f"{what}, {shown.name}", rounds, figure=figure)
        for what, figure in (("page, p50", median), ("page, p99", _p99))
    ]


def _headers(role: Role | None, town: Town) -> dict[str, str]:
    """
    Return what the browser of somebody in this role shows; a stranger's shows nothing.
    """
    if role is None:
        return {}
    return headers_of(town.way_in.secret(town.way_in.user(role, place_of(role))))


def _line(
    what: str,
    rounds: Sequence[tuple[Sequence[float], Sequence[float]]],
    *,
    figure: Callable[[Sequence[float]], float],
) -> Line:
    return line_of_rounds(
        what=f"{what}, {PEOPLE} people at once",
        against=_AGAINST,
        unit="ms",
        ours=[figure(page) for page, _ in rounds],
        theirs=[figure(still) for _, still in rounds],
        notes=[f"{PEOPLE * EACH} requests a round, all services in one process"],
    )


def _p99(milliseconds: Sequence[float]) -> float:
    return percentile(milliseconds, 99)


class Visitors:
    """
    People who ask for the same page at once, each over a connection of her own.
    """

    def __init__(self, address: str, headers: dict[str, str]) -> None:
        self._place = urlsplit(address)
        self._headers = headers

    def ask(self, path: str) -> list[float]:
        """
        Return the milliseconds of all answers.

        Raises Refused.
        """
        with ThreadPoolExecutor(PEOPLE) as people:
            took = people.map(self._ask_again, [path] * PEOPLE)
            return [one for each in took for one in each]

    def style_of(self, path: str) -> str:
        """
        Return where a page's style sheet is.

        Raises Refused.
        """
        with closing(self._connection()) as connection:
            found = _STYLE.search(self._answer(connection, path).decode())
        if found is None:
            raise Refused(path)
        return found[1]

    def _ask_again(self, path: str) -> list[float]:
        took = []
        with closing(self._connection()) as connection:
            for _ in range(EACH):
                since = time.perf_counter()
                self._answer(connection, path)
                took.append((time.perf_counter() - since) * 1_000)
        return took

    def _answer(self, connection: HTTPConnection, path: str) -> bytes:
        connection.request("GET", path, headers=self._headers)
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != _OK:
            raise Refused(f"{path}: {answer.status}")
        return told

    def _connection(self) -> HTTPConnection:
        port = self._place.port
        return HTTPConnection(self._place.hostname or "", port, timeout=_PATIENCE)
