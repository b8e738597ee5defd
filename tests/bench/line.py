"""
A line of the results: a figure beside what it is measured against, in one run.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ground:
    """
    What a measurement stands on: servers that answer, and how often it is repeated.
    """

    rabbitmq_url: str
    postgres_url: str
    rounds: int = 5


@dataclass(frozen=True, kw_only=True)
class Line:
    """
    ``ours`` and ``theirs`` are medians in the same ``unit``; ``ratio`` is ours through
    theirs. ``at_least`` or ``at_most`` is the aim; with neither, the figure is told.
    """

    what: str
    against: str
    unit: str
    ours: float
    theirs: float | None
    at_least: float | None = None
    at_most: float | None = None
    notes: Sequence[str] = ()

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.theirs else None

    @property
    def is_reached(self) -> bool | None:
        """
        Whether the aim is reached; None where there is none.
        """
        if self.ratio is None or (self.at_least is None and self.at_most is None):
            return None
        above = self.at_least is None or self.ratio >= self.at_least
        return above and (self.at_most is None or self.ratio <= self.at_most)
