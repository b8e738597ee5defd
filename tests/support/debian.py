"""
Servers and programs that root on Debian installs for the tests.
"""

import fcntl
import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.one_line import last_line
from tests.support.servers import Missing, Server

POLICY = Path("/usr/sbin/policy-rc.d")
REFUSE_TO_START_SERVICES = "#!/bin/sh\nexit 101\n"
SHARED_FOLDER = "/var/lib"
APT_GET = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]


def installed_by_apt(
    package: str, *, start: Callable[[], Server | Missing], here: bool
) -> Server | Missing:
    """
    Install the package and start a private node from it.
    """
    if here:
        return Missing(f"{package} is installed already")
    if reason := why_not_installed(package):
        return Missing(reason)
    return start()


def why_not_installed(package: str) -> str | None:
    """
    Install the package; return None, or the reason why that could not be.
    """
    return _why_not_here() or _why_apt_failed(package)


def _why_not_here() -> str | None:
    if not shutil.which("apt-get"):
        return "this is not Debian"
    return "needs root" if os.geteuid() != 0 else None


def _why_apt_failed(package: str) -> str | None:
    sys.stderr.write(f"installing {package} for the tests, by apt-get\n")
    try:
        with _one_at_a_time():
            _update_lists()
            with _services_left_alone():
                _apt_get("install", "--yes", "--no-install-recommends", package)
    except subprocess.CalledProcessError as refused:
        return f"apt-get failed: {last_line(refused.stderr)}"
    return None


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """
    Wait for another lane of the tests; apt-get fails where its lists are in use.
    """
    folder = os.open(SHARED_FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@functools.cache
def _update_lists() -> None:
    _apt_get("update")


def _apt_get(*arguments: str) -> None:
    subprocess.run(
        [*APT_GET, *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )


@contextmanager
def _services_left_alone() -> Iterator[None]:
    """
    Keep packages from starting their services; the tests start nodes of their own.

    A policy that stands already is the machine's, and is left as it is.
    """
    if POLICY.exists():
        yield
        return
    POLICY.write_text(REFUSE_TO_START_SERVICES)
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()
