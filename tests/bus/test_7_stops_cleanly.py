"""
Guarantee 7: a stop finishes the batch in hand, acknowledges it, and leaves.
"""

import time
from collections.abc import Sequence

import eventlet
import pytest

from shared.bus.pump import Pump
from tests.bus.notebook import missed, notes
from tests.support.bus import Bench, eventually

OUTAGE = 150  # tries; more than the broker would deliver a message


class TestPump:
    def test_finishes_the_batch_in_hand(self, bench: Bench):
        """
        What was begun is done and acknowledged; what was not begun stays in the queue.
        """
        bench.announce(*(missed() for _ in range(700)))
        bench.relay_all()
        pump = Pump(bench.queue, bench.broker, bench.consumer.take)

        thread = eventlet.spawn(pump.run)
        assert eventually(lambda: bench.rows(notes))
        pump.stop()
        thread.wait()

        done = len(bench.rows(notes))
        assert done + len(bench.everything()) == 700

    def test_stops_an_idle_reader_within_two_seconds(self, bench: Bench):
        """
        A service with nothing to do does not keep a deployment waiting.
        """
        pump = Pump(bench.queue, bench.broker, bench.consumer.take)
        thread = eventlet.spawn(pump.run)
        eventlet.sleep(0.3)

        begun = time.monotonic()
        pump.stop()
        thread.wait()

        assert time.monotonic() - begun < 2

    def test_keeps_a_batch_in_hand_while_the_database_is_away(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ):
        """
        What could not be kept is not acknowledged, and takes effect once when the
        database is back; however long that takes, the broker gives up on nothing.
        """
        bench.announce(missed())
        bench.relay_all()

        tries = []

        def take(bodies: Sequence[bytes]) -> None:
            tries.append(len(bodies))
            if len(tries) < OUTAGE:
                raise OSError
            bench.consumer.take(bodies)

        monkeypatch.setattr("shared.bus.pump._LONGEST_WAIT", 0.0005)
        pump = Pump(bench.queue, bench.broker, take)
        thread = eventlet.spawn(pump.run)

        assert eventually(lambda: bench.rows(notes), within=30)
        pump.stop()
        thread.wait()
        assert len(tries) == OUTAGE
        assert [note["times"] for note in bench.rows(notes)] == [1]
        assert bench.arrived(1, queue="outreach.park", within=0.5) == []

    def test_gives_a_batch_back_when_it_is_stopped_in_an_outage(self, bench: Bench):
        """
        A stop does not wait for the database: the batch stays in the queue.
        """
        bench.announce(missed())
        bench.relay_all()
        tries = []

        def take(_bodies: Sequence[bytes]) -> None:
            tries.append(1)
            raise OSError

        pump = Pump(bench.queue, bench.broker, take)
        thread = eventlet.spawn(pump.run)
        assert eventually(lambda: tries)
        pump.stop()
        thread.wait()

        assert len(bench.arrived(1)) == 1
