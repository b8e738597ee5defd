"""
A row of the fault tests: a promise, what is done to it, and a control that must fail.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random


@dataclass(frozen=True, kw_only=True)
class Ground:
    """
    What a row stands on: servers that answer, a folder of its own, a seed.

    ``is_long`` asks for the numbers that are published; otherwise a row takes at most
    some ten seconds. A row that kills a server starts one of its own.
    """

    rabbitmq_url: str
    postgres_url: str
    folder: Path
    seed: int
    is_long: bool

    def random(self, name: str) -> Random:
        """
        Return dice that fall the same for the same seed and name.
        """
        return Random(f"{self.seed} {name}")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """
    What a checker has found in databases and history, never in a program's counters.

    ``number`` counts what was tried, in the words of ``of``; ``recovery`` is in
    seconds.
    """

    number: int
    of: str
    faults: Mapping[str, int]
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    recovery: Sequence[float] = ()
    notes: Sequence[str] = field(default=())

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)

    @property
    def is_worth_something(self) -> bool:
        """
        Nothing tried, or no fault that really struck, shows nothing.
        """
        return self.number > 0 and all(self.faults.values())


@dataclass(frozen=True, kw_only=True)
class Row:
    """
    One promise. ``control`` runs a variant that is broken as ``broken`` says, past the
    same checker: if it comes out clean, the row shows nothing.
    """

    name: str
    promise: str
    broken: str
    run: Callable[[Ground], Outcome]
    control: Callable[[Ground], Outcome]
    only_long: bool = False
