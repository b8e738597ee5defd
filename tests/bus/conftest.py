from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.bus.broker import Broker
from shared.bus.embedded import EmbeddedBroker
from shared.bus.rabbitmq import RabbitBroker, connected
from shared.bus.topology import whole_topology
from shared.db.engine import make_engine
from tests.bus.notebook import NotebookUnitOfWork, metadata, policies
from tests.support.bus import Bench, SettableClock
from tests.support.declared import declared
from tests.support.forms import Form


@pytest.fixture(scope="session")
def form() -> Form:
    return metadata.create_all


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def declared_rabbitmq(rabbitmq_url: str) -> Iterator[str]:
    """
    Declare the whole topology once for a module: eleven quorum queues take a while.
    """
    with declared(rabbitmq_url) as url:
        yield url


@pytest.fixture(params=["embedded", "rabbitmq"])
def broker(request: pytest.FixtureRequest) -> Broker:
    """
    Give an empty broker with the whole topology: the embedded one, then RabbitMQ.
    """
    if request.param == "embedded":
        made = EmbeddedBroker()
        made.declare(whole_topology())
        return made
    url = request.getfixturevalue("declared_rabbitmq")
    with connected(url) as connection:
        for queue in whole_topology().queues:
            connection.default_channel.queue_purge(queue.name)
    return RabbitBroker(url)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def bench(engine: Engine, broker: Broker, clock: SettableClock) -> Bench:
    """
    Give one service that writes, relays, reads and applies, step by step.
    """
    return Bench(engine, broker, clock, NotebookUnitOfWork, policies())
