"""
What a policy with a bug has written down: each run, and each commit that held.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.bus.notebook import PolicyFailed, note_a_miss, note_id

GOOD, ALWAYS, THREE_TIMES, ONE_MOTHER = "good", "always", "three times", "one mother"
_TIMES = 3


class History:
    """
    A file to which a line is added at once, whatever becomes of the transaction.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("a", buffering=1)

    def note(self, what: str, **told: Any) -> None:
        line = {"what": what, "at": time.time(), **told}
        self._file.write(json.dumps(line, default=str) + "\n")

    def close(self) -> None:
        self._file.close()


@dataclass(kw_only=True)
class Bug:
    """
    A policy that writes, and then fails for some events until it is mended.
    """

    history: History
    kinds: Mapping[UUID, str]
    is_mended: bool = False
    _runs: Counter[UUID] = field(default_factory=Counter)

    def __call__(self, event: Any, *, now: datetime, uow: Any) -> None:
        one = note_id(event)
        self._runs[one] += 1
        self.history.note("run", event=one, work=uow.token, clock=now.isoformat())
        note_a_miss(event, now=now, uow=uow)
        if self._fails(one):
            raise PolicyFailed("Zeynep, 22 33 44 55")

    def _fails(self, one: UUID) -> bool:
        kind = self.kinds[one]
        if kind == THREE_TIMES:
            return self._runs[one] <= _TIMES
        return kind != GOOD and not self.is_mended


@dataclass(frozen=True, kw_only=True)
class Told:
    """
    A history, read back: of each event its runs, by the clock, and its delay.
    """

    runs: Mapping[str, list[str]]
    delays: Mapping[str, float]


def read_history(path: Path) -> Told:
    runs: dict[str, list[str]] = {}
    sent: dict[str, float] = {}
    work: dict[str, int] = {}
    committed: dict[int, float] = {}
    take: dict[str, Callable[[Any], object]] = {
        "run": lambda line: (
            runs.setdefault(line["event"], []).append(line["clock"]),
            work.update({line["event"]: line["work"]}),
        ),
        "sent": lambda line: sent.update(dict.fromkeys(line["events"], line["at"])),
        "committed": lambda line: committed.update({line["work"]: line["at"]}),
    }
    for text in path.read_text().splitlines():
        line = json.loads(text)
        take[line["what"]](line)
    delays = {
        one: committed[work[one]] - at
        for one, at in sent.items()
        if work.get(one) in committed
    }
    return Told(runs=runs, delays=delays)
