"""
Tests of a private server process, with `sleep` for a server.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.bus import eventually
from tests.support.private_process import PrivateProcess, private_folder

PROJECT = Path(__file__).parents[2]
GONE_WITHIN_SECONDS = 10
SERVER_WITH_A_CHILD = ["/bin/sh", "-c", "sleep 600 & exec sleep 600"]

# A run that starts a server, says where it is, and is then killed.
A_RUN = dedent(
    """
    import signal, sys, time
    from tests.support.private_process import PrivateProcess, private_folder

    folder = private_folder()
    server = PrivateProcess(
        ["sleep", "600"], folder=folder, stop_with=signal.SIGTERM
    )
    print(folder, server.pid, flush=True)
    time.sleep(600)
    """
)


def members_of_group(group):
    """
    Return the processes of a group, without those that are dead but not buried.
    """
    states = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat")]
    # What comes before the last bracket is the program's name.
    fields = [state.rpartition(")")[2].split() for state in states]
    return [field for field in fields if int(field[2]) == group and field[0] != "Z"]


@pytest.fixture
def killed_run():
    """
    Start a run with a server, kill it, and return its server's folder and group.
    """
    run = subprocess.Popen(
        [sys.executable, "-c", A_RUN], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    with run:
        folder, group = run.stdout.readline().split()
        run.kill()
    return Path(folder), int(group)


class TestPrivateProcess:
    def test_stops_with_its_children_and_its_files(self):
        """
        After a run nothing is left of it, neither process nor folder.
        """
        folder = private_folder()
        server = PrivateProcess(
            SERVER_WITH_A_CHILD, folder=folder, stop_with=signal.SIGTERM
        )
        # The shell first has to start its child.
        assert eventually(lambda: len(members_of_group(server.pid)) == 2)

        server.stop()

        assert members_of_group(server.pid) == []
        assert not folder.exists()

    def test_ends_when_the_run_is_killed(self, killed_run):
        """
        Nobody has to hunt for servers after a run that had no time to say goodbye.
        """
        folder, group = killed_run
        deadline = time.monotonic() + GONE_WITHIN_SECONDS

        while folder.exists() and time.monotonic() < deadline:
            time.sleep(0.05)

        assert members_of_group(group) == []
        assert not folder.exists()

    def test_is_not_reached_by_ctrl_c(self):
        """
        The server has to outlive the tests that are just being interrupted.
        """
        folder = private_folder()
        server = PrivateProcess(
            SERVER_WITH_A_CHILD, folder=folder, stop_with=signal.SIGTERM
        )

        in_our_group = members_of_group(server.pid) == []
        server.stop()

        assert not in_our_group
