import time

import requests

from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import SERVICES
from shared.config import EMBEDDED
from shared.contracts.envelope import read_envelope
from tests.journeys.conftest import Everything
from tests.journeys.spine import Spine, play_the_spine
from tests.support.bus import eventually

SETTLING = 0.5  # seconds for what has been published and not yet applied


class TestSpine:
    def test_reaches_everybody_who_acts_on_a_register(self, everything: Everything):
        """
        A register that is closed reaches follow-up, message, referral and partner; a
        late cancellation and a no thanks take back what has not left. The same on the
        embedded broker with SQLite and on RabbitMQ with PostgreSQL.
        """
        now = everything.clock.now()

        play_the_spine(Spine(everything.client, now), now)

        if everything.settings.broker != EMBEDDED:
            broker = RabbitBroker(everything.settings.broker)
            reader = broker.reader("health_visitors.feed")
            bodies = [one.body for one in reader.read(limit=10, wait=5)]
            reader.close()
            told = [read_envelope(body).event.event_type for body in bodies]
            assert told == ["partner.referral.requested.v1"]

    def test_does_nothing_twice(self, everything: Everything):
        """
        The whole day sent again, as by a phone without network: nothing doubles.
        """
        now = everything.clock.now()
        spine = Spine(everything.client, now)
        play_the_spine(spine, now)
        before = _everything_that_stands(everything)

        again = Spine(everything.client, now)
        again.prepare()
        again.close_the_register()
        again.cancel_late(now)
        again.refer()
        assert eventually(lambda: _waiting(everything) == 0)
        time.sleep(SETTLING)

        assert _everything_that_stands(everything) == before


def _waiting(everything: Everything) -> int:
    return sum(
        _look(everything, f"/{service}/health").json()["waiting"]
        for service in SERVICES
    )


def _look(everything: Everything, path: str) -> requests.Response:
    return requests.get(everything.address + path, timeout=5, **everything.way_in.of())


def _everything_that_stands(everything: Everything) -> list[object]:
    paths = (
        "/roster/api/mothers",
        "/outreach/api/follow_ups",
        "/referrals/api/referrals",
        "/notifications/api/messages",
    )
    return [everything.client.get(path) for path in paths]


class TestDoor:
    def test_answers_for_every_service_on_one_port(self, everything: Everything):
        """
        One address, four services, each with health and its OpenAPI document.
        """
        for service in SERVICES:
            told = requests.get(f"{everything.address}/{service}/health", timeout=5)
            assert told.json() == {"status": "ok"}
            document = _look(everything, f"/{service}/openapi.json")
            assert document.json()["openapi"] == "3.1.0"
        root = requests.get(everything.address, timeout=5, allow_redirects=False)
        assert root.headers["Location"] == "/sign-in/"
