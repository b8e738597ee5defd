"""
docker-compose.yml, brought up for real: the register is closed through the proxy.
"""

import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.client import Client
from shared.kernel.organisations import Role
from tests.journeys.spine import Spine, play_the_spine
from tests.support.way_in import EVERYTHING, organisation_of

ROOT = Path(__file__).parents[2]


def compose(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["docker", "compose", *words],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def an_engine_answers() -> bool:
    try:
        found = subprocess.run(["docker", "info"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return found.returncode == 0 and compose("version").returncode == 0


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """
    Bring everything up on a free port, under a name of its own; take it down again.
    """
    if not an_engine_answers():
        pytest.skip("no container engine with docker compose answers here")
    project = f"babygruppe_test_{secrets.token_hex(4)}"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    try:
        up = compose("-p", project, "up", "--build", "--wait", PORT=port)
        assert up.returncode == 0, up.stderr[-4_000:] + _logs(project)
        yield Client(f"http://127.0.0.1:{port}", _tokens(project))
    finally:
        compose("-p", project, "down", "--volumes", "--timeout", "15")


@pytest.mark.timeout(900)
class TestCompose:
    def test_closes_a_register_over_http(self, client: Client):
        """
        One command brings up RabbitMQ, PostgreSQL, four services and a proxy, each
        service with a broker user that may configure nothing, and the main job runs.
        """
        now = datetime.now(UTC)

        play_the_spine(Spine(client, now), now)


def _tokens(project: str) -> dict[Role, str]:
    """
    Make a token for each role of the story, as whoever runs the machine does.
    """
    made = {}
    for role in (Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR):
        words = ["make-token", organisation_of(role), f"test {role}", *EVERYTHING]
        words += ["--role", role]
        run = ["run", "--rm", "--no-deps", "-T", "--entrypoint", "babygruppe", "setup"]
        told = compose("-p", project, *run, *words)
        assert told.returncode == 0, told.stderr[-4_000:]
        made[role] = told.stdout.strip()
    return made


def _logs(project: str) -> str:
    return compose("-p", project, "logs", "--tail", "40").stdout[-6_000:]
