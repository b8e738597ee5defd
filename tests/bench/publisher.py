"""
A bare publisher: a pipeline of batches with confirms, over py-amqp alone.

It fills the queues, and it is what the relay is measured against.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Self

import amqp
from kombu.utils.url import parse_url

from shared.bus.relay import BATCH

_PERSISTENT = 2


class PublishingFailed(Exception):
    """
    The broker has refused a message, so a figure would be about fewer than were sent.
    """


class Publisher:
    """
    Sends a batch, then waits until each of its delivery tags is confirmed.
    """

    def __init__(self, url: str) -> None:
        self._connection = connect(url)
        self._channel = self._connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._confirmed)
        self._channel.events["basic_nack"].add(_refused)
        self._channel.events["basic_return"].add(_refused)
        self._sent = 0
        self._waiting: set[int] = set()

    def publish(
        self, messages: Iterable[amqp.Message], *, exchange: str, routing_key: str
    ) -> None:
        rest = iter(messages)
        while batch := list(islice(rest, BATCH)):
            for message in batch:
                self._sent += 1
                self._waiting.add(self._sent)
                self._channel.basic_publish(
                    message, exchange, routing_key, mandatory=True
                )
            while self._waiting:
                self._connection.drain_events()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def _confirmed(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._waiting = {one for one in self._waiting if one > tag}
        else:
            self._waiting.discard(tag)


def connect(url: str) -> amqp.Connection:
    """
    Connect as py-amqp does by itself, without kombu and without a heartbeat.
    """
    parts = parse_url(url)
    connection = amqp.Connection(
        host=f"{parts['hostname']}:{parts['port'] or 5672}",
        userid=parts["userid"] or "guest",
        password=parts["password"] or "guest",
        virtual_host=parts["virtual_host"] or "/",
    )
    connection.connect()
    return connection


def plain_messages(bodies: Iterable[bytes]) -> Iterator[amqp.Message]:
    """
    Put bodies into persistent messages that every peer can read as JSON.
    """
    for body in bodies:
        yield amqp.Message(
            body,
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=_PERSISTENT,
        )


def _refused(*_told: object) -> None:
    raise PublishingFailed
