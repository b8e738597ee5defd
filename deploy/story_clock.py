"""
A clock for the story: it shows the story's time, and the real one afterwards.
"""

from datetime import datetime

from shared.kernel.clock import Clock


class StoryClock(Clock):
    """
    Shows whatever it was last set to.
    """

    def __init__(self) -> None:
        self._shown: datetime | None = None

    def now(self) -> datetime:
        return self._shown or super().now()

    def show(self, moment: datetime) -> None:
        self._shown = moment

    def run_on(self) -> None:
        """
        Show the real time from now on.
        """
        self._shown = None
