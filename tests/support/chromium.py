"""
The browser that the tests drive: Debian's Chromium, or one that a person names.
"""

import os
import shutil
from pathlib import Path

from tests.support.debian import why_not_installed

NAMED_IN = "TEST_CHROMIUM"
# The same browser without its window, which nobody sees and which costs a core.
PACKAGE = "chromium-headless-shell"
WAYS_OUT = f"""\
The browser tests need Chromium and found none ({{reason}}).
Two ways to have it:
  1. name one: {NAMED_IN}=/path/to/chromium
  2. install it; as root on Debian: apt-get install {PACKAGE}"""

_NAMES = (PACKAGE, "chromium", "chromium-browser", "google-chrome")


class NoBrowserError(Exception):
    """
    There is no browser; the text says what a person can do about it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(WAYS_OUT.format(reason=reason))


def chromium() -> Path:
    """
    Return the browser's program; install it where we may.

    Raises NoBrowserError.
    """
    if named := os.environ.get(NAMED_IN):
        return _that_is_there(Path(named))
    if found := _installed():
        return found
    reason = why_not_installed(PACKAGE)
    if found := _installed():
        return found
    raise NoBrowserError(reason or "apt-get brought no program of that name")


def _that_is_there(named: Path) -> Path:
    if not named.is_file():
        raise NoBrowserError(f"{NAMED_IN} names a file that is not there")
    return named


def _installed() -> Path | None:
    found = (shutil.which(name) for name in _NAMES)
    return next((Path(program) for program in found if program), None)
