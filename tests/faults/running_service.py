"""
One service as a process of its own, on real servers, with its log in a file.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from tests.faults.row import Ground
from tests.support.bus import eventually
from tests.support.databases import fresh_database
from tests.support.declared import declared, topology_of
from tests.support.private_process import free_port

AS_IT_IS = "deploy.cli"
_MAIN = Path(__file__).parents[2]
_START = 60.0  # seconds
_STOP = 20.0  # seconds
_ASK = 5.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Place:
    """
    A broker with one service's queues, and a database in its newest form.
    """

    service: str
    broker: str
    database: str
    engine: Engine


@contextmanager
def place_for(service: str, ground: Ground) -> Iterator[Place]:
    with ExitStack() as stack:
        database = stack.enter_context(fresh_database(server_url=ground.postgres_url))
        stack.enter_context(declared(ground.rabbitmq_url, topology_of([service])))
        engine = make_engine(database)
        stack.callback(engine.dispose)
        upgrade(engine, service)
        yield Place(
            service=service,
            broker=ground.rabbitmq_url,
            database=database,
            engine=engine,
        )


class RunningService:
    """
    ``babygruppe run <service>``; ``module`` may name a variant broken on purpose.
    """

    def __init__(self, place: Place, *, folder: Path, module: str = AS_IT_IS) -> None:
        self._place = place
        self._module = module
        self._folder = folder
        self._port = free_port()
        self.log = folder / f"{place.service}_{self._port}.log"
        self.address = f"http://127.0.0.1:{self._port}/{place.service}"
        self.start()

    def start(self) -> None:
        """
        Start it and wait until it answers; its log goes on in the same file.
        """
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self._module, "run", self._place.service],
                cwd=_MAIN,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if not eventually(self.answers, within=_START):
            self.kill()
            raise RuntimeError(self.log.read_text(errors="replace")[-2_000:])

    def answers(self) -> bool:
        try:
            told = requests.get(f"{self.address}/health", timeout=_ASK)
        except requests.RequestException:
            return False
        return told.ok

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """
        Let it finish what is in hand; kill it if it does not.
        """
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.is_running:
            os.kill(self.process.pid, how)
            try:
                self.process.wait(_STOP)
            except subprocess.TimeoutExpired:
                os.kill(self.process.pid, signal.SIGKILL)
                self.process.wait(_STOP)

    def _environment(self) -> dict[str, str]:
        own = {
            "BABYGRUPPE_BROKER": self._place.broker,
            "BABYGRUPPE_DATABASE": self._place.database,
            "BABYGRUPPE_PORT": str(self._port),
            "BABYGRUPPE_VAR": str(self._folder),
            "BABYGRUPPE_LOGS": "json",
        }
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("BABYGRUPPE_")
        }
        return kept | own


@contextmanager
def running_service(
    place: Place, *, folder: Path, module: str = AS_IT_IS
) -> Iterator[RunningService]:
    service = RunningService(place, folder=folder, module=module)
    try:
        yield service
    finally:
        service.stop()
