"""
The product as a process of its own, as a person starts it for a first look.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import requests

from tests.support.private_process import free_port
from tests.support.way_in import way_into

_MAIN = Path(__file__).parents[2]
_START = 60.0  # seconds
_STOP = 20.0  # seconds
_LOOK = 0.05  # seconds between looks
_DOORS = ("roster", "outreach", "referrals", "notifications")


class Product:
    """
    ``babygruppe run all`` on SQLite files and the embedded broker, in one folder.

    A test may kill it and start it again: it answers at the same address.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self._settings = settings
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self.log = folder / "output.log"
        self.start()
        self.way_in = way_into(folder)

    def start(self) -> None:
        """
        Start it and wait until every service answers.
        """
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "deploy.cli", "run", "all"],
                cwd=_MAIN,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + _START
        while not self._answers():
            if time.monotonic() > until or self._process.poll() is not None:
                self.kill()
                raise RuntimeError(self.log.read_text(errors="replace")[-2_000:])
            time.sleep(_LOOK)

    def kill(self) -> None:
        """
        End it at once, as when the power fails.
        """
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        try:
            self._process.wait(_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(_STOP)

    def _answers(self) -> bool:
        try:
            doors = (f"{self.address}/{service}/health" for service in _DOORS)
            return all(requests.get(door, timeout=_STOP).ok for door in doors)
        except requests.RequestException:
            return False

    def _environment(self) -> dict[str, str]:
        others = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("BABYGRUPPE_")
        }
        return {
            **others,
            **self._settings,
            "BABYGRUPPE_VAR": str(self.folder),
            "BABYGRUPPE_PORT": str(self._port),
            "BABYGRUPPE_LOGS": "json",
        }
