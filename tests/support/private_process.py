"""
A server process of this run's own, that is gone when the run is gone.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.one_line import last_line
from tests.support.servers import Missing, Server

STOP_SECONDS = 10

# Stands beside the server and reads from a pipe that only the test run holds: the
# pipe ends when the run closes it, and also when the run is killed. Its arguments
# are the server's process group, the signal that ends it, and its folder.
WATCHDOG = f"""
cat > /dev/null
kill -s "$2" -- "-$1"
tries=0
while kill -s 0 -- "-$1" && [ "$tries" -lt {STOP_SECONDS * 10} ]; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -s KILL -- "-$1"
rm -rf "$3"
"""


class PrivateProcess:
    """
    A server in a session of its own, with a watchdog that ends both it and its files.

    A session of its own, because Ctrl-C in a terminal reaches everything in the
    foreground: the server would fall before the tests that it serves.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        stop_with: signal.Signals,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        self._log = folder / "output.log"
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **as_user(user),
            )
        self._watchdog = _watch(self._server, stop_with=stop_with, folder=folder)

    @property
    def pid(self) -> int:
        """
        Return the server's process, which is its process group as well.
        """
        return self._server.pid

    def as_server(self, url: str) -> Server:
        """
        Return the server that answers at this address, to be stopped after the run.
        """
        return Server(url=url, stop=self.stop)

    def as_missing(self, program: object) -> Missing:
        """
        Give up on a server that does not answer; its last words are the reason.
        """
        last_words = last_line(self._log.read_text(errors="replace"))
        self.stop()
        return Missing(f"{program} did not start: {last_words}")

    def stop(self) -> None:
        """
        End the server, wait until it is gone, and remove its folder.
        """
        assert self._watchdog.stdin
        self._watchdog.stdin.close()
        # A dead child that nobody waited for would still look alive to the watchdog.
        self._server.wait()
        self._watchdog.wait()


def _watch(
    server: subprocess.Popen[bytes], *, stop_with: signal.Signals, folder: Path
) -> subprocess.Popen[bytes]:
    signal_name = stop_with.name.removeprefix("SIG")
    arguments = ["watchdog", str(server.pid), signal_name, str(folder)]
    return subprocess.Popen(
        ["/bin/sh", "-c", WATCHDOG, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def as_user(user: str | None) -> dict[str, Any]:
    """
    Return what makes a child process another user's; nothing for our own.
    """
    if user is None:
        return {}
    group = pwd.getpwnam(user).pw_gid
    return {"user": user, "group": group, "extra_groups": []}


def private_folder(*, owner: str | None = None) -> Path:
    """
    Make a folder for one server's files.
    """
    folder = Path(tempfile.mkdtemp(prefix="babygruppe_test_"))
    if owner is not None:
        shutil.chown(folder, owner)
    return folder


def free_port() -> int:
    """
    Return a port that nobody listens on at this moment.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
