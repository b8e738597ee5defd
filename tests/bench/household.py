"""
The product as it is deployed: each service a process with a database of its own.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from shared.bus.topology import SERVICES, whole_topology
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS
from shared.kernel.clock import Clock
from shared.kernel.organisations import Role
from tests.bench.line import Ground
from tests.support.broker import cleaned
from tests.support.databases import fresh_database
from tests.support.private_process import free_port
from tests.support.way_in import WayIn, tokens

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
_COMMAND = (sys.executable, "-W", "ignore", "-m", "deploy.cli")
_BEGINS_WITHIN = 60.0  # seconds
_ENDS_WITHIN = 30.0  # seconds
_LOOK = 0.05  # seconds


class ServiceEnded(Exception):
    """
    A service ended, or did not answer in time; its last words are in the text.
    """


@dataclass(frozen=True, kw_only=True)
class Service:
    """
    One service that runs, and what the system tells of its process.
    """

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def resident_kilobytes(self) -> int:
        """
        Return how much memory the process holds at this moment.
        """
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(one for one in status.splitlines() if one.startswith("VmRSS:"))
        return int(line.split()[1])

    def wait_until_it_answers(self) -> None:
        """
        Raises ServiceEnded.
        """
        until = time.monotonic() + _BEGINS_WITHIN
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise ServiceEnded(f"{self.name}: {self.log.read_text()[-2_000:]}")
            time.sleep(_LOOK)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def _answers(self) -> bool:
        try:
            answer = requests.get(f"{self.address}/{self.name}/health", timeout=5)
        except requests.RequestException:
            return False
        return answer.ok


@dataclass(frozen=True, kw_only=True)
class Household:
    """
    A broker with the whole topology and a new database for each service.
    """

    environment: Mapping[str, str]
    databases: Mapping[str, str]
    folder: Path
    tokens: Mapping[Role, str]
    """By which each role is let in at the API."""
    browser: str
    """What the coordinator's browser shows."""

    @contextmanager
    def running(self, name: str) -> Iterator[Service]:
        """
        Run a service until the block ends; the block begins when the service answers.
        """
        port = free_port()
        log = self.folder / f"{name}.log"
        with log.open("ab") as output:
            service = Service(
                name=name,
                port=port,
                log=log,
                process=subprocess.Popen(
                    [*_COMMAND, "run", name],
                    cwd=ROOT,
                    env={**self.environment, "BABYGRUPPE_PORT": str(port)},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                ),
            )
        try:
            service.wait_until_it_answers()
            yield service
        finally:
            service.stop()

    def run(self, *words: str) -> None:
        """
        Run one of the product's commands to its end.
        """
        subprocess.run(
            [*_COMMAND, *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
        )


@contextmanager
def household(
    ground: Ground, *, services: Sequence[str] = SERVICES
) -> Iterator[Household]:
    """
    Prepare broker and databases as a deployment does; afterwards nothing is left.
    """
    with ExitStack() as stack:
        stack.enter_context(cleaned(ground.rabbitmq_url, whole_topology()))
        databases = {
            one: stack.enter_context(fresh_database(server_url=ground.postgres_url))
            for one in services
        }
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="babygruppe_")))
        access = stack.enter_context(fresh_database(server_url=ground.postgres_url))
        engine = make_engine(access)
        stack.callback(engine.dispose)
        way_in = WayIn(engine, Clock())
        home = Household(
            environment=_environment(
                ground, databases={**databases, ACCESS: access}, folder=folder
            ),
            databases=databases,
            folder=folder,
            tokens=tokens(engine),
            browser=way_in.secret(way_in.user(Role.COORDINATOR)),
        )
        for service in services:
            home.run("migrate", service)
        home.run("topology")
        yield home


def _environment(
    ground: Ground, *, databases: Mapping[str, str], folder: Path
) -> dict[str, str]:
    own = {f"BABYGRUPPE_DATABASE_{one.upper()}": url for one, url in databases.items()}
    return {
        **os.environ,
        "BABYGRUPPE_BROKER": ground.rabbitmq_url,
        "BABYGRUPPE_HOST": HOST,
        "BABYGRUPPE_LOGS": "json",
        "BABYGRUPPE_VAR": str(folder),
        **own,
    }
