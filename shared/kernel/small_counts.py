"""
Figures without names: a count so small that somebody could be recognised is not told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SMALLEST_TOLD = 5


@dataclass(frozen=True, kw_only=True)
class Figure:
    """
    How often a code was met; ``count`` is None where it is too small to be told.

    Nothing is not told either: that nobody said no thanks tells something about each.
    """

    code: str
    count: int | None


def figures_of(counts: Mapping[str, int], *, codes: Iterable[str]) -> list[Figure]:
    """
    Return a figure for each of the codes, in their order.
    """
    return [_figure(str(code), counts.get(str(code), 0)) for code in codes]


def _figure(code: str, count: int) -> Figure:
    return Figure(code=code, count=count if count >= SMALLEST_TOLD else None)
