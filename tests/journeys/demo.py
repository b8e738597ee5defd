"""
`make demo`, as a newcomer runs it.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COMMAND = [str(Path(sys.executable).with_name("babygruppe")), "demo"]


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {"BABYGRUPPE_VAR": str(folder), "BABYGRUPPE_PORT": "18600"}


def run_once(folder: Path) -> str:
    done = subprocess.run(
        [*COMMAND, "--once"],
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


def how_it_stands(told: str) -> str:
    return next(line for line in told.splitlines() if line.startswith("Now there are"))


@dataclass(frozen=True, kw_only=True)
class Story:
    """
    A demo that was told to its end: where its books are, and what it said.
    """

    folder: Path
    told: str
