import gc

import pytest

from shared.bus.broker import Letter
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import inbox_queue
from shared.kernel.ids import new_id


@pytest.mark.parametrize("broker", ["rabbitmq"], indirect=True)
class TestWire:
    @pytest.mark.parametrize("size", [0, 1, 8_100, 8_192, 8_300, 65_536, 200_000])
    def test_carries_messages_of_any_size_whole_and_in_order(
        self, broker: RabbitBroker, size: int
    ):
        """
        Around the borders of the pieces in which the socket is read and written.
        """
        queue = inbox_queue("notifications")
        letters = [
            Letter(
                id=new_id(),
                exchange="",
                routing_key=queue,
                body=bytes([number]) * (size + number),
            )
            for number in range(40)
        ]
        publisher, reader = broker.publisher(), broker.reader(queue)

        refused = publisher.publish(letters)
        arrived: list[bytes] = []
        while len(arrived) < len(letters):
            deliveries = reader.read(limit=7, wait=5)
            assert deliveries
            arrived += [one.body for one in deliveries]
            reader.acknowledge(deliveries)
        publisher.close()
        reader.close()

        assert not refused
        assert arrived == [one.body for one in letters]

    def test_leaves_nothing_behind_where_nothing_comes_in(self, broker: RabbitBroker):
        """
        Each time that nobody says anything ends in an error that holds a whole stack,
        and the collector seldom looks: a quiet service would grow by the second.
        """
        publisher = broker.publisher()
        publisher.keep_alive()  # eventlet holds the last error until its next turn.
        before = timeouts_in_memory()

        for _ in range(5):
            publisher.keep_alive()
        after = timeouts_in_memory()
        publisher.close()

        assert after == before


def timeouts_in_memory() -> int:
    return sum(type(one) is TimeoutError for one in gc.get_objects())
