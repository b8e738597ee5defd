"""
An open list hears that something has changed, wherever it was changed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time as clock_time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases.create_group import create_group
from shared.access.domain.sign_in import IDLE
from shared.access.storage.book import changing
from shared.access.usecases.disable_user import disable_user
from shared.bus.cause import Cause
from shared.db.engine import make_engine
from shared.kernel.organisations import Organisation, Role
from shared.web import live
from tests.journeys.spine import Spine
from tests.support.bus import eventually
from tests.support.private_process import free_port
from tests.support.way_in import headers_of, way_into

PATIENCE = 20.0  # seconds: PostgreSQL tells of another's change some seconds late.
START = 60.0  # seconds, for four services that make their databases first
OPEN_LISTS = 30
GROUP = {
    "name": "Prøvegruppen",
    "weekday": 1,
    "starts_at": "10:00",
    "ends_at": "12:00",
    "place": "Prøvehuset",
}


class Stream:
    """
    One open list; it is heard line by line, as a browser hears it.
    """

    def __init__(self, address: str, shown: dict[str, str]) -> None:
        place = urlsplit(address)
        self._line = HTTPConnection(place.netloc, timeout=PATIENCE)
        self._line.request("GET", place.path, headers=shown)
        self.answer = self._line.getresponse()

    def wait_for(self, word: str) -> float:
        """
        Return after how many seconds the word came.
        """
        begun = time.monotonic()
        while told := self.answer.readline():
            if word in told.decode():
                return time.monotonic() - begun
        raise AssertionError(f"The stream ended before: {word}")

    def rest(self) -> bytes:
        """
        Return what still comes until the server ends it.

        Raises IncompleteRead where it is cut off instead.
        """
        return self.answer.read()

    def close(self) -> None:
        self.answer.close()
        self._line.close()


@contextmanager
def streams(address: str, number: int, shown: dict[str, str]) -> Iterator[list[Stream]]:
    opened = [Stream(address, shown) for _ in range(number)]
    try:
        for one in opened:
            one.wait_for("listening")
        yield opened
    finally:
        for one in opened:
            one.close()


def heard(everything, service: str, number: int = 1):
    """
    Open lists of a service, as a coordinator who has signed in.
    """
    place = f"{everything.address}/{service}/live"
    return streams(place, number, at_work(everything))


class TestNews:
    def test_comes_at_once_of_a_change_in_this_process(self, everything):
        """
        What a person does on one page, the list on another screen hears: that something
        has changed, and never what.
        """
        with heard(everything, "roster", 1) as [stream]:
            everything.client.post("/roster/api/groups", GROUP, step="live:group")

            assert stream.wait_for("event: changed") < 2
            assert stream.answer.readline() == b"data: 1\n"

    def test_comes_of_an_event_of_another_service(self, everything):
        """
        The register is closed in the roster; the list of follow-ups hears of the miss.
        """
        spine = Spine(everything.client, everything.clock.now())
        spine.prepare()
        with heard(everything, "outreach", 1) as [stream]:
            spine.close_the_register()

            assert stream.wait_for("event: changed") < PATIENCE
        assert eventually(spine.open_follow_ups)

    def test_comes_of_what_another_process_did(self, everything):
        """
        Another replica's change is found by looking, some seconds later.
        """
        other = make_engine(everything.settings.database_of("roster"))
        now = everything.clock.now()
        cause = Cause.first(now=now, organisation=Organisation.DAYCARE)
        with heard(everything, "roster", 1) as [stream]:
            time.sleep(live.LOOK_EVERY + 1)
            create_group(
                name="En anden gruppe",
                weekday=2,
                starts_at=clock_time(10),
                ends_at=clock_time(12),
                place="Et andet sted",
                uow=RosterUnitOfWork(other, cause=cause),
            )

            assert stream.wait_for("event: changed") < PATIENCE
        other.dispose()


# How many there are is the same whatever broker and database stand behind.
@pytest.mark.parametrize("settings", ["embedded"], indirect=True)
class TestManyOpenLists:
    def test_leave_the_others_their_turn(self, everything):
        """
        Thirty open lists, three times as many as there are workers: pages go on.
        """
        place = f"{everything.address}/outreach"
        with streams(f"{place}/live", OPEN_LISTS, at_work(everything)):
            begun = time.monotonic()
            shown = at_work(everything)
            answers = [
                requests.get(f"{place}/", headers=shown, timeout=PATIENCE)
                for _ in range(20)
            ]

            assert [one.status_code for one in answers] == [200] * 20
            assert (time.monotonic() - begun) / 20 < 0.5

    def test_hold_no_connection_to_the_database(self, everything):
        """
        While they wait, the pool is whole.
        """
        pool = everything.house.engines["outreach"].pool
        with streams(
            f"{everything.address}/outreach/live", OPEN_LISTS, at_work(everything)
        ):
            looks = [pool.checkedout() for _ in _while_nothing_happens()]

            # The relay and the look behind the streams take one now and then.
            assert max(looks) <= 3
            assert 0 in looks

    def test_are_told_no_where_there_are_too_many(self, everything, monkeypatch):
        """
        Beyond the most that a process serves, a page asks each minute instead.
        """
        monkeypatch.setattr(live, "MOST_STREAMS", 2)
        monkeypatch.setattr(live, "SIGN_OF_LIFE", 0.2)
        place = f"{everything.address}/roster/live"
        with streams(place, 2, at_work(everything)):
            shown = at_work(everything)
            answer = requests.get(place, headers=shown, timeout=PATIENCE)

            assert answer.status_code == 204
        assert eventually(lambda: _is_let_in(place, shown))

    def test_give_a_sign_of_life(self, everything, monkeypatch):
        """
        A line that is silent would be closed by what stands between.
        """
        monkeypatch.setattr(live, "SIGN_OF_LIFE", 0.2)
        with streams(
            f"{everything.address}/referrals/live", 1, at_work(everything)
        ) as [stream]:
            assert stream.wait_for(": still here") < 2


class TestListener:
    @pytest.fixture(autouse=True)
    def impatience(self, monkeypatch):
        monkeypatch.setattr(live, "SIGN_OF_LIFE", 0.2)
        monkeypatch.setattr(live, "ASKED_AGAIN_AFTER", 0.0)

    def test_is_a_stranger_no_more_than_elsewhere(self, everything):
        """
        Who has not signed in is led to the sign-in, and hears nothing.
        """
        answer = requests.get(
            f"{everything.address}/roster/live", allow_redirects=False, timeout=PATIENCE
        )

        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/sign-in/")

    def test_hears_no_more_when_she_is_shut_out(self, everything):
        """
        The stream ends with the sign-in, not when the browser is closed; its last word
        makes the page ask, so that nothing of what was shown stays on the screen.
        """
        way_in = everything.way_in
        user = way_in.user(Role.COORDINATOR)
        place = f"{everything.address}/roster/live"
        with streams(place, 1, at_work(everything)) as [stream]:
            stream.wait_for(": still here")

            with changing(way_in.engine) as book:
                disable_user(
                    user_id=user.id,
                    organisation_id=user.organisation_id,
                    now=everything.clock.now(),
                    book=book,
                )

            told = stream.rest()
            assert b"changed" not in told
            assert told.endswith(b"event: over\ndata: 1\n\n")

    def test_is_not_at_work_because_a_page_is_open(self, everything):
        """
        A stream, and what a page asks by itself, keep nobody signed in.
        """
        shown = at_work(everything)
        everything.clock.later(minutes=IDLE.total_seconds() / 60 - 1)
        by_itself = {**shown, "HX-Request": "true"}
        place = f"{everything.address}/roster/"
        assert requests.get(place, headers=by_itself, timeout=PATIENCE).ok
        with streams(f"{place}live", 1, shown) as [stream]:
            stream.wait_for(": still here")

            everything.clock.later(minutes=2)

            assert stream.rest() is not None
        answer = requests.get(
            place, headers=shown, allow_redirects=False, timeout=PATIENCE
        )
        assert answer.status_code == 303


def at_work(everything) -> dict[str, str]:
    way_in = everything.way_in
    user = way_in.user(Role.COORDINATOR)
    return {**headers_of(way_in.secret(user)), "Accept": "text/event-stream"}


class TestStop:
    def test_ends_each_stream_and_then_the_process(self, tmp_path: Path):
        """
        At SIGTERM the last word is sent, the browser comes again elsewhere, and nobody
        waits for lists that would be open for ever.
        """
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("babygruppe")), "run", "all"],
            env=os.environ
            | {"BABYGRUPPE_VAR": str(tmp_path), "BABYGRUPPE_PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            there = f"{address}/roster/health"
            assert eventually(lambda: _answers(there), within=START)
            way_in = way_into(tmp_path)
            shown = headers_of(way_in.secret(way_in.user(Role.COORDINATOR)))
            with streams(f"{address}/roster/live", 3, shown) as opened:
                begun = time.monotonic()
                process.send_signal(signal.SIGTERM)

                assert all(one.rest() is not None for one in opened)
                assert process.wait(PATIENCE) == 0
                assert time.monotonic() - begun < 5
        finally:
            process.kill()
            process.wait()


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=1).ok
    except requests.RequestException:
        return False


def _while_nothing_happens() -> Iterator[None]:
    for _ in range(100):
        time.sleep(0.02)
        yield


def _is_let_in(address: str, shown: dict[str, str]) -> bool:
    stream = Stream(address, shown)
    stream.close()
    return stream.answer.status == 200
