"""
Tests of the clean broker, on RabbitMQ itself.
"""

import secrets

import eventlet
import pytest
from amqp.exceptions import NotFound
from kombu.connection import Connection

from tests.support import broker
from tests.support.broker import BrokerBusyError, clean_broker


@pytest.fixture
def names():
    """
    Return a queue and an exchange that no service has.
    """
    suffix = secrets.token_hex(4)
    return {
        "queues": [f"babygruppe_test_queue_{suffix}"],
        "exchanges": [f"babygruppe_test_exchange_{suffix}"],
    }


def declare(url, *, queues, exchanges):
    with Connection(url) as connection, connection.channel() as channel:
        for queue in queues:
            channel.queue_declare(queue, durable=True, auto_delete=False)
        for exchange in exchanges:
            channel.exchange_declare(exchange, "topic", durable=True, auto_delete=False)


def is_there(url, queue):
    try:
        with Connection(url) as connection, connection.channel() as channel:
            channel.queue_declare(queue, passive=True)
    except NotFound:
        return False
    return True


class TestCleanBroker:
    def test_has_nothing_of_an_earlier_test(self, rabbitmq_url, names):
        """
        A queue that a killed test left full would feed the next one.
        """
        declare(rabbitmq_url, **names)

        with clean_broker(url=rabbitmq_url, **names) as url:
            assert not is_there(url, names["queues"][0])

    def test_leaves_nothing_behind(self, rabbitmq_url, names):
        """
        The server may be a person's own.
        """
        with clean_broker(url=rabbitmq_url, **names) as url:
            declare(url, **names)

        assert not is_there(rabbitmq_url, names["queues"][0])

    def test_leaves_alone_what_is_not_named(self, rabbitmq_url, names):
        """
        What else lives on that server is none of our business.
        """
        declare(rabbitmq_url, queues=names["queues"], exchanges=[])

        with clean_broker(url=rabbitmq_url, queues=[], exchanges=[]) as url:
            assert is_there(url, names["queues"][0])

        with clean_broker(url=rabbitmq_url, **names):
            pass

    def test_lets_one_run_in_at_a_time(self, rabbitmq_url, names):
        """
        Two runs use the same frozen names: together they would steal events.
        """
        order = []

        def second_run():
            with clean_broker(url=rabbitmq_url, **names):
                order.append("second")

        with clean_broker(url=rabbitmq_url, **names):
            waiting = eventlet.spawn(second_run)
            eventlet.sleep(0.3)
            order.append("first is done")
        waiting.wait()

        assert order == ["first is done", "second"]

    def test_says_when_another_run_does_not_end(self, rabbitmq_url, names, monkeypatch):
        """
        A run that hangs is named, instead of a second that hangs with it.
        """
        monkeypatch.setattr(broker, "WAIT_SECONDS", 0.2)

        with (
            clean_broker(url=rabbitmq_url, **names),
            pytest.raises(BrokerBusyError),
            clean_broker(url=rabbitmq_url, **names),
        ):
            pass
