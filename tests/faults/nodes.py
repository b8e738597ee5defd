"""
Servers of a row's own: what they hold outlives a kill, and nothing outlives the run.
"""

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.answers import (
    wait_for_answer,
    why_postgres_is_silent,
    why_rabbitmq_is_silent,
)
from tests.support.debian import installed_by_apt
from tests.support.one_line import last_line
from tests.support.private_postgres import (
    SETTINGS,
    postgres_binaries,
    user_to_run_as,
    why_no_cluster,
)
from tests.support.private_process import (
    PrivateProcess,
    free_port,
    private_folder,
)
from tests.support.private_rabbitmq import node_environment, rabbitmq_command
from tests.support.servers import Missing, NoServerError
from tests.support.ways import POSTGRES, RABBITMQ

START_SECONDS = 90
CONTROL_SECONDS = 60
LITTLE_OF_THE_MACHINE = "+S 1:1 +sbwt none"
OWN = "a row that breaks a server starts one of its own, from installed binaries"


class NodeError(Exception):
    """
    A server of a row's own did not do what it was told; its last words say why.
    """


class Node:
    """
    A server that can be killed and started again on the data that it had.

    Its data lie in a folder that a sleeping process's watchdog removes, so they stay
    between two starts and go with the run, however that ends.
    """

    url: str

    def __init__(self, *, owner: str | None = None) -> None:
        self._owner = owner
        self.data = private_folder(owner=owner)
        self._keeper = PrivateProcess(
            ["sleep", "infinity"], folder=self.data, stop_with=signal.SIGKILL
        )
        self._process: PrivateProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_up(self) -> bool:
        return self._process is not None

    @property
    def has_ended(self) -> bool:
        """
        Whether it was started and has ended by itself.
        """
        return bool(self._process) and self._process._server.poll() is not None

    def start(self) -> None:
        """
        Start the server and wait until it answers.

        Raises NodeError.
        """
        self._process = self._launch(private_folder(owner=self._owner))
        if silent := self._why_silent():
            missing = self._process.as_missing(type(self).__name__)
            self._process = None
            raise NodeError(f"{missing.reason} ({silent})")

    def kill(self) -> None:
        """
        End the server and all its children at once, as a fall of the machine would.
        """
        if self._process:
            for pid in self._members():
                _send(pid, signal.SIGKILL)
            self._process.stop()
            self._process = None

    def close(self) -> None:
        self.kill()
        self._keeper.stop()

    def _members(self) -> Sequence[int]:
        """
        Return the processes that make up the server.
        """
        return _family(self._process.pid) if self._process else ()

    def _launch(self, folder: Path) -> PrivateProcess:
        raise NotImplementedError

    def _why_silent(self) -> str | None:
        raise NotImplementedError


class Epmd:
    """
    Tells Erlang nodes each other's ports; it stays when one of them is killed.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.cookie = secrets.token_hex()
        self._process = PrivateProcess(
            ["epmd", "-port", str(self.port), "-address", "127.0.0.1"],
            folder=private_folder(),
            stop_with=signal.SIGKILL,
        )

    def close(self) -> None:
        self._process.stop()


class BrokerNode(Node):
    """
    A RabbitMQ node, alone or with others that share its epmd.

    ``folder`` takes its messages instead, on a disk that may be full.
    """

    def __init__(
        self,
        *,
        name: str = "babygruppe_faults",
        erlang: str = "",
        epmd: Epmd | None = None,
        settings: Sequence[str] = (),
        folder: Path | None = None,
    ) -> None:
        self._command = _rabbitmq_script()
        super().__init__()
        self._epmd = epmd or Epmd()
        self._owns_epmd = epmd is None
        self.name = f"{name}@localhost"
        self.port = free_port()
        self.url = f"amqp://guest:guest@127.0.0.1:{self.port}//"
        self._environment = {
            **node_environment(
                self.data, port=self.port, epmd_port=self._epmd.port, name=name
            ),
            "RABBITMQ_MNESIA_BASE": str((folder or self.data) / "mnesia"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{LITTLE_OF_THE_MACHINE} {erlang}",
        }
        self._write_settings(settings)

    def pause(self) -> None:
        """
        Stop it without a word: its sockets stay open, and nothing answers on them.
        """
        for pid in self._members():
            _send(pid, signal.SIGSTOP)

    def resume(self) -> None:
        for pid in self._members():
            _send(pid, signal.SIGCONT)

    def control(self, *words: str) -> str:
        """
        Run rabbitmqctl against this node and return what it prints.

        Raises NodeError.
        """
        command = Path(self._command).with_name("rabbitmqctl")
        done = subprocess.run(
            [str(command), "--quiet", "--node", self.name, *words],
            env={**os.environ, **self._environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=CONTROL_SECONDS,
            check=False,
        )
        if done.returncode:
            raise NodeError(f"rabbitmqctl {words[0]}: {last_line(done.stderr)}")
        return done.stdout

    def close(self) -> None:
        super().close()
        if self._owns_epmd:
            self._epmd.close()

    def _write_settings(self, settings: Sequence[str]) -> None:
        with (self.data / "rabbitmq.conf").open("a") as conf:
            conf.writelines(f"{line}\n" for line in settings)
        cookie = self.data / ".erlang.cookie"
        cookie.write_text(self._epmd.cookie)
        cookie.chmod(0o400)

    def _launch(self, folder: Path) -> PrivateProcess:
        return PrivateProcess(
            [self._command],
            folder=folder,
            environment=self._environment,
            stop_with=signal.SIGKILL,
        )

    def _why_silent(self) -> str | None:
        return wait_for_answer(
            why_rabbitmq_is_silent, url=self.url, seconds=START_SECONDS
        )


class Cluster:
    """
    Nodes on this machine that hold everything together.
    """

    def __init__(self, number: int = 3) -> None:
        self._epmd = Epmd()
        names = [f"babygruppe_faults_{one}" for one in range(1, number + 1)]
        settings = _formation(names)
        self.nodes = [
            BrokerNode(name=name, epmd=self._epmd, settings=settings) for name in names
        ]
        self.url = ";".join(node.url for node in self.nodes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """
        Start the nodes one after another, so that each joins those before it.

        Raises NodeError.
        """
        for node in self.nodes:
            node.start()
        told = self.nodes[0].control("cluster_status")
        if alone := [one.name for one in self.nodes if one.name not in told]:
            raise NodeError(f"not in the cluster: {alone}")

    def close(self) -> None:
        for node in self.nodes:
            node.close()
        self._epmd.close()


class PostgresNode(Node):
    """
    A PostgreSQL server; ``folder`` takes its data instead, on a disk that may be full.
    """

    def __init__(
        self, *, folder: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self._binaries = _postgres_binaries()
        super().__init__(owner=user_to_run_as())
        self._place = folder or self.data
        if folder and self._owner:
            shutil.chown(folder, self._owner)
        self.port = free_port()
        self.url = f"postgresql+psycopg2://postgres@127.0.0.1:{self.port}/postgres"
        self._settings = {**SETTINGS, **(settings or {}), "port": str(self.port)}
        if reason := why_no_cluster(
            self._binaries, folder=self._place, user=self._owner
        ):
            raise NodeError(reason)

    def _launch(self, folder: Path) -> PrivateProcess:
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        cluster = str(self._place / "cluster")
        return PrivateProcess(
            [str(self._binaries / "postgres"), "-D", cluster, *settings],
            folder=folder,
            user=self._owner,
            stop_with=signal.SIGQUIT,
        )

    def _why_silent(self) -> str | None:
        return wait_for_answer(
            why_postgres_is_silent, url=self.url, seconds=START_SECONDS
        )


def _formation(names: Sequence[str]) -> list[str]:
    key = "cluster_formation"
    return [
        f"{key}.peer_discovery_backend = rabbit_peer_discovery_classic_config",
        f"{key}.randomized_startup_delay_range.min = 0",
        f"{key}.randomized_startup_delay_range.max = 1",
        *(
            f"{key}.classic_config.nodes.{number} = {name}@localhost"
            for number, name in enumerate(names, 1)
        ),
    ]


def _rabbitmq_script() -> str:
    """
    Return the installed server's script; on Debian root may install it first.

    Raises NoServerError.
    """
    tried = installed_by_apt(
        "rabbitmq-server",
        here=rabbitmq_command() is not None,
        start=lambda: Missing("rabbitmq-server was installed, and is not found"),
    )
    if (command := rabbitmq_command()) and shutil.which("epmd"):
        return command
    raise NoServerError(RABBITMQ, [OWN, str(tried)])


def _postgres_binaries() -> Path:
    """
    Return the folder of the installed programs; on Debian root may install them first.

    Raises NoServerError.
    """
    tried = installed_by_apt(
        "postgresql",
        here=postgres_binaries() is not None,
        start=lambda: Missing("postgresql was installed, and is not found"),
    )
    if binaries := postgres_binaries():
        return binaries
    raise NoServerError(POSTGRES, [OWN, str(tried)])


def _family(pid: int) -> list[int]:
    """
    Return a process and its descendants; PostgreSQL's have left its process group.
    """
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = children.read_text().split() if children.exists() else []
    return [pid, *(one for child in found for one in _family(int(child)))]


def _send(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return
