"""
The pump: reads a queue, has each batch dealt with, then acknowledges it.
"""

import threading
from collections.abc import Callable, Sequence

import structlog

from shared.bus.broker import Broker, Reader

BATCH = 1_000
_WAIT = 1.0  # seconds; also the longest that a stop has to wait for an idle reader.
_LONGEST_WAIT = 10.0  # seconds between tries while broker or database is away
_LAST_DOUBLING = 6

log = structlog.get_logger()


class Stopped(Exception):
    """
    The pump was stopped before the batch could be dealt with; it stays in the queue.
    """


class Pump:
    """
    One reader of one queue. Replicas compete for the same queue.

    ``take`` gets the bodies of a batch. It raises only when nothing of it could be
    kept, because the database is away: then the same batch is tried again, in hand.
    Giving it back would count as a delivery, and after a hundred the broker would park
    it.
    """

    def __init__(
        self, queue: str, broker: Broker, take: Callable[[Sequence[bytes]], None]
    ) -> None:
        self._queue = queue
        self._broker = broker
        self._take = take
        self._stopping = threading.Event()
        self._failures = 0

    def stop(self) -> None:
        """
        Finish the batch in hand, acknowledge it, and leave.
        """
        self._stopping.set()

    def run(self) -> None:
        """
        Read until stopped; while the broker or the database is away, try again.
        """
        while not self._stopping.is_set():
            try:
                self._read_until_stopped()
            except Stopped:
                return
            except Exception as error:  # noqa: BLE001 - the pump outlives every outage.
                self._stopping.wait(self._note_failure(error))

    def _read_until_stopped(self) -> None:
        reader = self._broker.reader(self._queue)
        log.info("reader_started", queue=self._queue)
        try:
            while not self._stopping.is_set():
                self.read_batch(reader)
                self._failures = 0
        finally:
            # What was not acknowledged goes back to the queue and comes again.
            reader.close()

    def read_batch(self, reader: Reader) -> int:
        """
        Have what is there dealt with and acknowledge it; return how much there was.

        Raises Stopped or BrokerUnavailable.
        """
        deliveries = reader.read(limit=BATCH, wait=_WAIT)
        if deliveries:
            self._insist([one.body for one in deliveries], reader)
            reader.acknowledge(deliveries)
        return len(deliveries)

    def _insist(self, bodies: Sequence[bytes], reader: Reader) -> None:
        while True:
            try:
                self._take(bodies)
            except Exception as error:  # noqa: BLE001 - the database may fail in any way.
                self._wait_in_hand(self._note_failure(error), reader)
            else:
                return

    def _wait_in_hand(self, seconds: float, reader: Reader) -> None:
        while seconds > 0:
            reader.keep_alive()
            if self._stopping.wait(min(seconds, _WAIT)):
                raise Stopped
            seconds -= _WAIT

    def _note_failure(self, error: Exception) -> float:
        """
        Return how many seconds to wait before the next try.
        """
        self._failures += 1
        log.warning(
            "reader_waits",
            queue=self._queue,
            reason=type(error).__name__,
            failures=self._failures,
            help="are broker and database up, and was `babygruppe topology` run?",
        )
        doublings = min(self._failures, _LAST_DOUBLING)
        return min(2.0**doublings / 4, _LONGEST_WAIT)
