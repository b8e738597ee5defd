"""
The command line, called as a person calls it.
"""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("babygruppe")


def babygruppe(
    folder: Path, *words: str, returns: int = 0, **settings: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [COMMAND, *words],
        env=os.environ | {"BABYGRUPPE_VAR": str(folder)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == returns, done.stdout + done.stderr
    return done
