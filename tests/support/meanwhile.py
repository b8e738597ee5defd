"""
Somebody else who does something at the same moment, and may have to wait.
"""

from collections.abc import Callable
from typing import Any

from eventlet import patcher

# Real threads: a database driver that waits for a row stops all green ones.
_THREADS = patcher.original("threading")
_A_MOMENT = 0.3  # seconds
_LONGEST = 20.0  # seconds


class Meanwhile:
    """
    One act in a thread of its own; what it raised is kept.
    """

    def __init__(self, act: Callable[..., Any], *args: Any, **told: Any) -> None:
        self.error: Exception | None = None

        def run() -> None:
            try:
                act(*args, **told)
            except Exception as error:  # noqa: BLE001 - the test asks for it.
                self.error = error

        self._thread = _THREADS.Thread(target=run)
        self._thread.start()

    def waits(self) -> bool:
        """
        Return whether it is still waiting after a moment.
        """
        self._thread.join(timeout=_A_MOMENT)
        return bool(self._thread.is_alive())

    def ended(self) -> Exception | None:
        """
        Wait until it has ended; return what it raised.
        """
        self._thread.join(timeout=_LONGEST)
        assert not self._thread.is_alive()
        return self.error
