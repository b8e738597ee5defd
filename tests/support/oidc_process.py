"""
Another organisation's sign-in, started as the process that it is and ended again.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests

_ROOT = Path(__file__).parents[2]
_START = 60.0  # seconds
_STOP = 10.0  # seconds
_LOOK = 0.1  # seconds between looks

CLIENT_ID = "babygruppe"
CLIENT_SECRET = "a secret"  # noqa: S105 - invented.
ROLES = {"bg-nurses": "health_visitor@health_visitors"}
NURSE = "nurse"
"""Somebody whom the other side knows, and to whom its claims give a role here."""
VISITOR = "visitor"
"""Somebody whom it knows, and who has no role here."""


@contextmanager
def oidc_server(port: int) -> Iterator[str]:
    """
    Run the other side on this port as long as the block lasts; give its address.

    Raises RuntimeError if it does not answer.
    """
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.support.oidc_server", str(port)]
    with subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(address)
            yield address
        finally:
            process.terminate()
            process.wait(_STOP)


def settings_of(address: str) -> Mapping[str, str]:
    """
    Return what a process of the product is told of the other side.
    """
    return {
        "BABYGRUPPE_OIDC_ISSUER": address,
        "BABYGRUPPE_OIDC_CLIENT_ID": CLIENT_ID,
        "BABYGRUPPE_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "BABYGRUPPE_OIDC_ROLES": ",".join(f"{one}={to}" for one, to in ROLES.items()),
    }


def _wait_for(address: str) -> None:
    last = time.monotonic() + _START
    while not _answers(address):
        if time.monotonic() > last:
            raise RuntimeError(address)
        time.sleep(_LOOK)


def _answers(address: str) -> bool:
    try:
        told = requests.get(f"{address}/.well-known/openid-configuration", timeout=2)
    except requests.RequestException:
        return False
    return told.ok
