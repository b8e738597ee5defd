"""
A bad day: the broker is away. Pages and API answer as ever; nothing is lost.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from shared.bus.topology import SERVICES
from shared.config import Settings
from tests.journeys.conftest import Everything
from tests.journeys.spine import MISSES, Spine
from tests.support.bus import eventually
from tests.support.declared import declared
from tests.support.forms import Forms, migrated
from tests.support.tcp_proxy import Wire


@pytest.fixture
def wire(rabbitmq_url: str) -> Iterator[Wire]:
    parts = urlsplit(rabbitmq_url)
    made = Wire(parts.hostname or "127.0.0.1", parts.port or 5672)
    with declared(rabbitmq_url):
        yield made
        made.close()


@pytest.fixture
def settings(
    wire: Wire, rabbitmq_url: str, postgres_url: str, tmp_path: Path, forms: Forms
) -> Iterator[Settings]:
    """
    Give the settings of a process that reaches RabbitMQ through the wire.
    """
    parts = urlsplit(rabbitmq_url)
    who = f"{parts.username}:{parts.password}@" if parts.username else ""
    with ExitStack() as stack:
        yield replace(
            Settings.from_environment({"BABYGRUPPE_VAR": str(tmp_path)}),
            broker=f"amqp://{who}127.0.0.1:{wire.port}{parts.path}",
            databases={
                service: stack.enter_context(
                    forms.database(migrated(service), server_url=postgres_url)
                )
                for service in SERVICES
            },
        )


class TestBrokerAway:
    def test_delays_what_others_hear_and_nothing_else(
        self, wire: Wire, everything: Everything
    ):
        """
        While the broker is away a register is taken and closed, quickly; when it is
        back, everybody hears of it.
        """
        spine = Spine(everything.client, everything.clock.now())
        wire.cut()

        begun = time.monotonic()
        spine.prepare()
        spine.close_the_register()
        assert time.monotonic() - begun < 10
        page = look(everything, "/roster/")
        assert page.status_code == 200
        assert look(everything, "/roster/health").json()["waiting"] > 0
        assert spine.open_follow_ups() == {}

        wire.mend()
        assert eventually(
            lambda: spine.mothers[MISSES] in spine.open_follow_ups(), within=60
        )
        assert eventually(lambda: set(spine.messages()) == spine.missed(), within=60)
        assert look(everything, "/roster/health").json()["waiting"] == 0


def look(everything: Everything, path: str) -> requests.Response:
    return requests.get(everything.address + path, timeout=5, **everything.way_in.of())
