"""
Work that is looked for again and again.
"""

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger()


class Periodic:
    """
    Calls ``work`` every few seconds until stopped; a failure waits for the next time.
    """

    def __init__(self, work: Callable[[], object], *, seconds: float) -> None:
        self._work = work
        self._seconds = seconds
        self._stopping = threading.Event()

    def stop(self) -> None:
        self._stopping.set()

    def run(self) -> None:
        while not self._stopping.wait(self._seconds):
            try:
                self._work()
            except Exception as error:  # noqa: BLE001 - the timer outlives every outage.
                log.warning("timer_failed", reason=type(error).__name__)
