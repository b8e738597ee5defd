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
from shared.bus.cause import Cause
from shared.db.engine import make_engine
from shared.kernel.organisations import Organisation
from shared.web import live
from tests.journeys.spine import Spine
from tests.support.bus import eventually
from tests.support.private_process import free_port

PATIENCE = 20.0  # seconds: PostgreSQL tells of another's change some seconds late.
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

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._line = HTTPConnection(place.netloc, timeout=PATIENCE)
        self._line.request("GET", place.path)
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
def streams(address: str, number: int) -> Iterator[list[Stream]]:
    opened = [Stream(address) for _ in range(number)]
    try:
        for one in opened:
            one.wait_for("listening")
        yield opened
    finally:
        for one in opened:
            one.close()


class TestNews:
    def test_comes_at_once_of_a_change_in_this_process(self, everything):
        """
        What a person does on one page, the list on another screen hears: that something
        has changed, and never what.
        """
        with streams(f"{everything.address}/roster/live", 1) as [stream]:
            everything.client.post("/roster/api/groups", GROUP, step="live:group")

            assert stream.wait_for("event: changed") < 2
            assert stream.answer.readline() == b"data: 1\n"

    def test_comes_of_an_event_of_another_service(self, everything):
        """
        The register is closed in the roster; the list of follow-ups hears of the miss.
        """
        spine = Spine(everything.client, everything.clock.now())
        spine.prepare()
        with streams(f"{everything.address}/outreach/live", 1) as [stream]:
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
        with streams(f"{everything.address}/roster/live", 1) as [stream]:
            time.sleep(live.LOOK_EVERY + 1)
            create_group(
                name="En anden gruppe",
                weekday=2,
                starts_at=clock_time(10),
                ends_at=clock_time(12),
                place="Et andet sted",
                uow=RosterUnitOfWork(other, cause=cause, announced=lambda: None),
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
        with streams(f"{place}/live", OPEN_LISTS):
            begun = time.monotonic()
            answers = [requests.get(f"{place}/", timeout=PATIENCE) for _ in range(20)]

            assert [one.status_code for one in answers] == [200] * 20
            assert (time.monotonic() - begun) / 20 < 0.5

    def test_hold_no_connection_to_the_database(self, everything):
        """
        While they wait, the pool is whole.
        """
        pool = everything.house.engines["outreach"].pool
        with streams(f"{everything.address}/outreach/live", OPEN_LISTS):
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
        with streams(place, 2):
            answer = requests.get(place, timeout=PATIENCE)

            assert answer.status_code == 204
        assert eventually(lambda: _is_let_in(place))

    def test_give_a_sign_of_life(self, everything, monkeypatch):
        """
        A line that is silent would be closed by what stands between.
        """
        monkeypatch.setattr(live, "SIGN_OF_LIFE", 0.2)
        with streams(f"{everything.address}/referrals/live", 1) as [stream]:
            assert stream.wait_for(": still here") < 2


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
            assert eventually(lambda: _answers(there), within=PATIENCE)
            with streams(f"{address}/roster/live", 3) as opened:
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


def _is_let_in(address: str) -> bool:
    stream = Stream(address)
    stream.close()
    return stream.answer.status == 200
