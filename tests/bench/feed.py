"""
Feeds a service's queue with real events, as its broker would hand them over.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from uuid import UUID

from kombu.connection import Connection

from shared.bus.broker import Letter
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import inbox_queue
from shared.contracts.envelope import Envelope, write_envelope

_AT_ONCE = 500
_STRAIGHT_TO_A_QUEUE = ""  # AMQP's default exchange, where the key is a queue's name.


class NotAccepted(Exception):
    """
    The broker has refused what was to be fed.
    """


class Feed:
    """
    One confirmed way into the queue of one service.

    It may rest for minutes, where nobody would answer the broker's heartbeat: so it
    publishes over a new connection each time.
    """

    def __init__(self, rabbitmq_url: str, service: str) -> None:
        self._queue = inbox_queue(service)
        self._broker = RabbitBroker(rabbitmq_url)
        self._looking = Connection(rabbitmq_url, heartbeat=0)

    def tell(self, envelopes: Iterable[Envelope]) -> UUID | None:
        """
        Publish all of these, confirmed; return the id of the last.

        Raises NotAccepted.
        """
        last = None
        with closing(self._broker.publisher()) as publisher:
            for letters in self._batches(envelopes):
                if publisher.publish(letters):
                    raise NotAccepted(self._queue)
                last = letters[-1].id
        return last

    def waiting(self) -> int:
        """
        Return how many wait in the queue; what a reader has in hand does not count.
        """
        channel = self._looking.default_channel
        told = channel.queue_declare(self._queue, passive=True)
        return int(told.message_count)

    def close(self) -> None:
        self._looking.release()

    def _batches(self, envelopes: Iterable[Envelope]) -> Iterator[list[Letter]]:
        coming = iter(envelopes)
        while batch := list(islice(coming, _AT_ONCE)):
            yield [self._letter(one) for one in batch]

    def _letter(self, envelope: Envelope) -> Letter:
        return Letter(
            id=envelope.id,
            exchange=_STRAIGHT_TO_A_QUEUE,
            routing_key=self._queue,
            body=write_envelope(envelope),
        )
