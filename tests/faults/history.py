"""
What happened in a run, one line each, written by all its processes into one file.

A process that kills itself has written its line before: each line goes straight to the
file, and the system appends it whole.
"""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class History:
    """
    The one file of a run.
    """

    path: Path

    def write(self, kind: str, **facts: Any) -> None:
        line = json.dumps({"at": time.time(), "kind": kind, **facts}, default=str)
        opened = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(opened, line.encode() + b"\n")
        finally:
            os.close(opened)

    def read(self, *kinds: str) -> list[dict[str, Any]]:
        """
        Return what is written of these kinds, in the order of its writing.
        """
        marks = [f'"kind": "{kind}"' for kind in kinds]
        return [
            json.loads(line)
            for line in self._lines()
            if any(mark in line for mark in marks)
        ]

    def _lines(self) -> Iterator[str]:
        if self.path.exists():
            with self.path.open() as lines:
                yield from lines
