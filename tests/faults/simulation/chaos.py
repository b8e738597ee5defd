"""
What goes wrong in a run, and how often; one seed is one run.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from random import Random
from types import SimpleNamespace

from shared.kernel import ids

# How often each fault strikes where it can.
ODDS = {
    "broker away": 0.08,
    "confirms lost": 0.08,
    "refused": 0.06,
    "duplicated": 0.2,
    "delayed": 0.1,
    "reordered": 0.4,
    "crash while publishing": 0.04,
    "crash before the acknowledgement": 0.12,
    "acknowledgement lost": 0.05,
    "crash at a statement": 0.01,
    "crash before a commit": 0.06,
    "database error": 0.004,
    "text lost with its sender": 0.04,
    "text sent and its sender lost": 0.25,
    "text sent and never answered": 0.25,
    "clock back": 0.03,
}


class Crash(BaseException):
    """
    The process is gone: nothing after this line is done any more.
    """


class Chaos:
    """
    Dice for all faults; ``struck`` counts what really happened.
    """

    def __init__(self, dice: Random, odds: Mapping[str, float] = ODDS) -> None:
        self.dice = dice
        self._odds = odds
        self.is_on = True
        self.struck: Counter[str] = Counter()

    def strikes(self, fault: str) -> bool:
        # Most texts leave in the calm after the storm, so their faults go on in it.
        is_on = self.is_on or fault.startswith("text sent")
        if not is_on or self.dice.random() >= self._odds.get(fault, 0):
            return False
        self.struck[fault] += 1
        return True

    def crash_if(self, fault: str) -> None:
        if self.strikes(fault):
            raise Crash(fault)


@contextmanager
def seeded_ids(dice: Random) -> Iterator[None]:
    """
    Let new ids come from the dice, in the order of their making: the same run again.
    """
    ticks = iter(range(1_800_000_000_000_000_000, 2**62, 1_000))
    real_time, real_secrets = ids.time, ids.secrets
    ids.time = SimpleNamespace(time_ns=lambda: next(ticks))
    ids.secrets = SimpleNamespace(randbits=dice.getrandbits)
    try:
        yield
    finally:
        ids.time, ids.secrets = real_time, real_secrets
