"""
A line of the results: a figure beside what it is measured against, in one run.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ground:
    """
    What a measurement stands on: servers that answer, and how often it is repeated.

    ``only`` names the parts of a row that are wanted; without names, all are.
    """

    rabbitmq_url: str
    postgres_url: str
    rounds: int = 5
    only: frozenset[str] = frozenset()

    def wants(self, part: str) -> bool:
        return not self.only or part in self.only


@dataclass(frozen=True, kw_only=True)
class Line:
    """
    ``ours`` and ``theirs`` are medians in the same ``unit``; ``ratio`` is ours through
    theirs. ``at_least`` or ``at_most`` is the aim; with neither, the figure is told.

    ``pairs`` are both figures of each round. Then the ratio is the median of the
    rounds' own ratios, because a round that was slow for both says nothing about
    either.
    """

    what: str
    against: str
    unit: str
    ours: float
    theirs: float | None
    at_least: float | None = None
    at_most: float | None = None
    notes: Sequence[str] = ()
    pairs: Sequence[tuple[float, float]] = ()

    @property
    def ratio(self) -> float | None:
        if self.pairs:
            return statistics.median(ours / theirs for ours, theirs in self.pairs)
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


def line_of_rounds(
    *,
    what: str,
    against: str,
    unit: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    at_least: float | None = None,
    at_most: float | None = None,
    notes: Sequence[str] = (),
) -> Line:
    """
    Return the line of figures that were taken in turns, one of each a round.
    """
    return Line(
        what=what,
        against=against,
        unit=unit,
        ours=statistics.median(ours),
        theirs=statistics.median(theirs),
        at_least=at_least,
        at_most=at_most,
        notes=notes,
        pairs=list(zip(ours, theirs, strict=True)),
    )


def percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
