"""
The one door of a process: what it has begun to say, it says to its end.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import eventlet
import pytest
from eventlet.green.http import client

from shared.web.door import OpenDoor, open_door

A_WHILE = 0.3  # seconds
PATIENCE = 10.0  # seconds


class Slow:
    """
    An answer that takes its time between two words.
    """

    def __init__(self) -> None:
        self.is_said = False

    def __call__(
        self, _environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self._words()

    def _words(self) -> Iterator[bytes]:
        yield b"first " * 1000  # More than eventlet keeps back.
        eventlet.sleep(A_WHILE)
        yield b"last"
        self.is_said = True


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def door(slow: Slow) -> OpenDoor:
    return open_door({"/slow": slow}, host="127.0.0.1", port=0)


@pytest.fixture
def answer(door: OpenDoor) -> Iterator[client.HTTPResponse]:
    line = client.HTTPConnection("127.0.0.1", door.port, timeout=PATIENCE)
    line.request("GET", "/slow/")
    yield line.getresponse()
    line.close()


class TestWait:
    def test_lets_each_answer_be_sent_to_its_end(self, door, slow, answer):
        """
        A process that stops while an answer is on its way would else cut it off.
        """
        door.close()
        door.wait()

        assert slow.is_said
        assert answer.read().endswith(b"last")

    def test_waits_for_nobody_for_ever(self, door, slow, answer, monkeypatch):
        """
        A telephone that has gone out of reach must not hold a process that stops.
        """
        monkeypatch.setattr("shared.web.door._LAST_WORDS", A_WHILE / 10)
        door.close()
        door.wait()

        assert not slow.is_said
        answer.close()
