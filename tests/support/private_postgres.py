"""
A PostgreSQL cluster of this run's own, from installed binaries.
"""

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from tests.support.answers import wait_for_answer, why_postgres_is_silent
from tests.support.one_line import last_line
from tests.support.private_process import (
    PrivateProcess,
    as_user,
    free_port,
    private_folder,
)
from tests.support.servers import Missing, Server

START_SECONDS = 60
DEBIANS = Path("/usr/lib/postgresql")
# Only a fall of the whole machine could lose what is not synced, and that would take
# the tests with it.
QUICK = {"fsync": "off"}
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", **QUICK}


def postgres_binaries() -> Path | None:
    """
    Return the folder of the newest installed version, or None where there is none.
    """
    versions = [initdb.parent for initdb in DEBIANS.glob("*/bin/initdb")]
    if versions:
        return max(versions, key=lambda binaries: float(binaries.parent.name))
    initdb_on_path = shutil.which("initdb")
    return Path(initdb_on_path).resolve().parent if initdb_on_path else None


def private_postgres() -> Server | Missing:
    """
    Make a cluster, start it, and wait until it answers.
    """
    binaries = postgres_binaries()
    if binaries is None:
        return Missing("postgresql is not installed")
    user = user_to_run_as()
    folder, port = private_folder(owner=user), free_port()
    if reason := why_no_cluster(binaries, folder=folder, user=user):
        shutil.rmtree(folder)
        return Missing(reason)
    return _start(binaries, folder=folder, port=port, user=user)


def user_to_run_as() -> str | None:
    """
    Return another user than root, whom PostgreSQL refuses to serve.
    """
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def why_no_cluster(binaries: Path, *, folder: Path, user: str | None) -> str | None:
    initdb = [str(binaries / "initdb"), "--pgdata", str(folder / "cluster")]
    how = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale"]
    made = subprocess.run(
        [*initdb, *how, "--no-sync"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **as_user(user),
    )
    return f"initdb failed: {last_line(made.stderr)}" if made.returncode else None


def _start(
    binaries: Path, *, folder: Path, port: int, user: str | None
) -> Server | Missing:
    settings = {**SETTINGS, "port": str(port)}
    cluster = PrivateProcess(
        [
            *(str(binaries / "postgres"), "-D", str(folder / "cluster")),
            *(f"--{name}={value}" for name, value in settings.items()),
        ],
        folder=folder,
        user=user,
        # An immediate stop, that still gives its shared memory back.
        stop_with=signal.SIGQUIT,
    )
    url = f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"
    silent = wait_for_answer(why_postgres_is_silent, url=url, seconds=START_SECONDS)
    return cluster.as_server(url) if silent is None else cluster.as_missing(binaries)
