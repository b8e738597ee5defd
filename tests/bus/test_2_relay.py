"""
Guarantee 2: the relay loses nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import eventlet
import pytest
from sqlalchemy import event

from shared.bus.broker import BrokerUnavailable, Letter, RequestRefused
from shared.bus.rabbitmq import RabbitBroker, connected
from shared.bus.relay import HANDFUL, Relay
from shared.bus.tables import outbox
from shared.contracts.envelope import read_envelope
from tests.bus.notebook import NotebookUnitOfWork, missed
from tests.support.bus import Bench, eventually


class BrokerThatIsAway:
    """
    A broker whose publisher takes the letters and then never confirms.
    """

    def __init__(self) -> None:
        self.tried = 0
        self.connected = 0
        self.closed = 0

    def publisher(self) -> "BrokerThatIsAway":
        self.connected += 1
        return self

    def publish(self, _letters: Sequence[Letter]) -> Mapping[UUID, str]:
        self.tried += 1
        raise BrokerUnavailable("confirm-timeout")

    def keep_alive(self) -> None: ...

    def close(self) -> None:
        self.closed += 1


class BrokerThatListens(BrokerThatIsAway):
    """
    A broker that confirms everything and counts its heartbeats.
    """

    heartbeats = 0

    def publish(self, _letters: Sequence[Letter]) -> Mapping[UUID, str]:
        return {}

    def keep_alive(self) -> None:
        self.heartbeats += 1


def unpublished(bench: Bench) -> list[UUID]:
    return [
        row["event_id"] for row in bench.rows(outbox) if row["published_at"] is None
    ]


class TestRelay:
    def test_publishes_every_event_and_marks_it(self, bench: Bench):
        """
        What the outbox holds arrives in the queue of the service that listens.
        """
        events = [missed() for _ in range(1_200)]
        bench.announce(*events)

        assert bench.relay_all() == len(events)

        bodies = bench.arrived(len(events))
        assert {read_envelope(body).event for body in bodies} == set(events)
        assert unpublished(bench) == []

    def test_marks_nothing_that_was_not_confirmed(self, bench: Bench):
        """
        If the broker goes away before it confirms, all of it stays and goes again.
        """
        bench.announce(missed(), missed())
        away = BrokerThatIsAway()
        lame = Relay(bench.engine, away, clock=bench.clock)

        for _ in range(2):
            with pytest.raises(BrokerUnavailable):
                lame.publish_batch()

        # A late confirm must not be taken for another's: each try is on a new line.
        assert (away.connected, away.closed) == (2, 2)
        assert len(unpublished(bench)) == 2
        assert bench.relay_all() == 2

    def test_keeps_trying_while_the_broker_is_away(self, bench: Bench):
        """
        An outage ends by itself: the relay goes on, and stops when it is told to.
        """
        bench.announce(missed())
        away = BrokerThatIsAway()
        lame = Relay(bench.engine, away, clock=bench.clock, poll=0.01)

        thread = eventlet.spawn(lame.run)
        assert eventually(lambda: away.tried >= 3)
        lame.stop()
        thread.wait()

        assert len(unpublished(bench)) == 1

    def test_outlives_the_longest_outage(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ):
        """
        After two thousand failures in a row it still tries.
        """
        monkeypatch.setattr("shared.bus.relay._LONGEST_WAIT", 0.0005)
        bench.announce(missed())
        away = BrokerThatIsAway()
        lame = Relay(bench.engine, away, clock=bench.clock)

        thread = eventlet.spawn(lame.run)
        assert eventually(lambda: away.tried > 2_000, within=60)
        lame.stop()
        thread.wait()

    def test_answers_heartbeats_while_there_is_nothing_to_publish(self, bench: Bench):
        """
        An idle connection is kept, so that the next event goes at once.
        """
        listening = BrokerThatListens()
        relay = Relay(bench.engine, listening, clock=bench.clock)
        bench.announce(missed())

        relay.publish_batch()
        relay.publish_batch()

        assert listening.heartbeats == 1

    def test_finds_an_event_that_was_committed_late(self, bench: Bench):
        """
        It reads what is unpublished, never "after the last one": an event that was
        written first and committed last is not skipped.
        """
        with bench.work() as slow:
            slow.outbox.add(missed(), version=1)
            if bench.engine.dialect.name == "postgresql":
                early = Bench(bench.engine, bench.broker, bench.clock, type(slow), [])
                with early.engine.begin() as connection:
                    row = slow.outbox._rows[0] | {"event_id": missed().mother_id}
                    connection.execute(outbox.insert(), row)
                assert bench.relay_all() == 1
            slow.commit()

        bench.relay_all()

        assert unpublished(bench) == []

    def test_keeps_and_shows_what_nobody_can_receive(self, bench: Bench):
        """
        An event that the broker cannot route stays in the outbox with the reason, is
        tried again later, and holds up no other.
        """
        bench.announce(missed(), missed())
        lost = bench.rows(outbox)[0]["event_id"]
        with bench.engine.begin() as connection:
            connection.execute(
                outbox.update()
                .where(outbox.c.event_id == lost)
                .values(exchange="nobody.events")
            )

        bench.relay_all()

        assert unpublished(bench) == [lost]
        refused = next(r for r in bench.rows(outbox) if r["event_id"] == lost)
        assert refused["refused"] in {"unroutable", "refused"}
        assert refused["next_try_at"] > bench.clock.now()
        assert len(bench.arrived(1)) == 1

    def test_shares_the_work_between_relays(self, bench: Bench):
        """
        Two relays on one outbox send every event, and on PostgreSQL none of them twice.
        """
        bench.announce(*(missed() for _ in range(900)))
        second = Relay(bench.engine, bench.broker, clock=bench.clock)

        threads = [
            eventlet.spawn(_publish_all, relay) for relay in (bench.relay, second)
        ]
        for thread in threads:
            thread.wait()

        bodies = bench.everything()
        assert len({read_envelope(body).id for body in bodies}) == 900
        if bench.engine.dialect.name == "postgresql":
            assert len(bodies) == 900

    def test_is_woken_at_once(self, bench: Bench):
        """
        A new event does not wait for the next poll.
        """
        relay = Relay(bench.engine, bench.broker, clock=bench.clock, poll=60)
        thread = eventlet.spawn(relay.run)
        eventlet.sleep(0.3)

        bench.announce(missed())
        relay.wake()

        assert eventually(lambda: unpublished(bench) == [], within=5)
        relay.stop()
        thread.wait()


class TestHandedOver:
    def test_letters_leave_unread_and_are_marked(self, bench: Bench):
        """
        What was just committed is not read again: it is published as it was written.
        """
        relay = Relay(bench.engine, bench.broker, clock=bench.clock, poll=60)
        events = [missed() for _ in range(3)]
        with running(relay), reads_of_the_outbox(bench) as reads:
            for one in events:
                bench.announce(one, to=relay)
                assert eventually(lambda: unpublished(bench) == [], within=5)

        assert reads == []
        bodies = bench.everything()
        assert [read_envelope(body).event for body in bodies] == events

    def test_more_than_a_handful_is_read_so_that_others_can_help(self, bench: Bench):
        """
        Many letters are taken from the outbox, locked, as several relays share them.
        """
        relay = Relay(bench.engine, bench.broker, clock=bench.clock, poll=60)
        with running(relay), reads_of_the_outbox(bench) as reads:
            bench.announce(*(missed() for _ in range(HANDFUL + 1)), to=relay)
            assert eventually(lambda: unpublished(bench) == [], within=10)

        assert reads
        assert len(bench.everything()) == HANDFUL + 1

    def test_letters_that_were_not_confirmed_are_found_where_they_were_written(
        self, bench: Bench
    ):
        """
        What is in hand when the broker goes away is forgotten there, and only there.
        """
        away = BrokerThatIsAway()
        lame = Relay(bench.engine, away, clock=bench.clock, poll=0.05)
        with running(lame):
            bench.announce(missed(), missed(), to=lame)
            assert eventually(lambda: away.tried >= 3)

        assert len(unpublished(bench)) == 2
        assert bench.relay_all() == 2
        assert len(bench.everything()) == 2

    def test_a_trickle_does_not_keep_the_relay_from_looking(self, bench: Bench):
        """
        However often letters are handed over, what another process wrote goes too.
        """
        relay = Relay(bench.engine, bench.broker, clock=bench.clock, poll=0.2)
        with running(relay):
            bench.announce(missed())
            for _ in range(100):
                bench.announce(missed(), to=relay)
                eventlet.sleep(0.01)

            assert eventually(lambda: unpublished(bench) == [], within=5)
        assert len(bench.everything()) == 101

    def test_nothing_is_handed_over_that_was_undone(self, bench: Bench):
        """
        A transaction that is rolled back announces nothing, not even in memory.
        """
        relay = Relay(bench.engine, bench.broker, clock=bench.clock, poll=60)
        with running(relay):
            with suppress(Undone):
                announce_and_undo(bench, relay)
            bench.announce(kept := missed(), to=relay)
            assert eventually(lambda: unpublished(bench) == [], within=5)

        bodies = bench.everything()
        assert [read_envelope(body).event for body in bodies] == [kept]


class Undone(Exception):
    """
    What was begun is not finished.
    """


def announce_and_undo(bench: Bench, relay: Relay) -> None:
    work = bench.work()
    told = NotebookUnitOfWork(bench.engine, cause=work.cause, announced=relay.wake)
    with told as uow:
        uow.outbox.add(missed(), version=1)
        uow.flush()
        raise Undone


@contextmanager
def running(relay: Relay) -> Iterator[None]:
    """
    Let a relay work until the block ends; its first look at the outbox is over.
    """
    thread = eventlet.spawn(relay.run)
    eventlet.sleep(0.3)
    try:
        yield
    finally:
        relay.stop()
        thread.wait()


@contextmanager
def reads_of_the_outbox(bench: Bench) -> Iterator[list[str]]:
    """
    Note what asks the outbox for letters, as a relay does.
    """
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT outbox.event_id AS id"):
            asked.append(statement)

    event.listen(bench.engine, "before_cursor_execute", note)
    yield asked
    event.remove(bench.engine, "before_cursor_execute", note)


class TestPublisher:
    def test_tells_which_letter_was_rejected(self, rabbitmq_url: str):
        """
        A letter that a full queue rejects is not taken for a confirmed one.
        """
        full = {"x-max-length": 1, "x-overflow": "reject-publish"}
        letters = [
            Letter(
                id=missed().mother_id, exchange="", routing_key="test.full", body=b""
            )
            for _ in range(3)
        ]
        with connected(rabbitmq_url) as connection:
            channel = connection.default_channel
            channel.queue_declare("test.full", durable=False, arguments=full)
            publisher = RabbitBroker(rabbitmq_url).publisher()

            refused = publisher.publish(letters)

            publisher.close()
            channel.queue_delete("test.full")
        assert dict(refused) == {
            letters[1].id: "rejected",
            letters[2].id: "rejected",
        }

    def test_finds_the_node_that_answers(self, rabbitmq_url: str):
        """
        Of a cluster's addresses it is enough that one answers.
        """
        dead = "amqp://guest:guest@127.0.0.1:1//;amqp://guest:guest@127.0.0.1:2//"

        for _ in range(4):
            publisher = RabbitBroker(f"{dead};{rabbitmq_url}").publisher()
            publisher.close()

    def test_does_not_blame_a_letter_for_a_wrong_password(self, rabbitmq_url: str):
        """
        A refused login is an outage, not a letter that cannot be sent.
        """
        parts = urlsplit(rabbitmq_url)
        wrong = f"amqp://nobody:wrong@{parts.hostname}:{parts.port}{parts.path}"

        with pytest.raises(BrokerUnavailable) as caught:
            RabbitBroker(wrong).publisher()

        assert not isinstance(caught.value, RequestRefused)

    def test_tells_which_letter_nobody_receives(self, rabbitmq_url: str, bench: Bench):
        """
        RabbitMQ returns an unroutable letter; it is matched by its id, not by its turn.
        """
        with connected(rabbitmq_url) as connection:
            connection.default_channel.exchange_declare(
                "test.unheard", "topic", durable=False, auto_delete=True
            )
            publisher = type(bench.broker).publisher(bench.broker)
            letters = [
                Letter(id=missed().mother_id, exchange=name, routing_key=key, body=b"x")
                for name, key in (
                    ("roster.events", "roster.attendance.missed.v1"),
                    ("test.unheard", "nobody"),
                    ("roster.events", "roster.attendance.missed.v1"),
                )
            ]

            refused = publisher.publish(letters)

            assert dict(refused) == {letters[1].id: "unroutable"}
            publisher.close()
            connection.default_channel.exchange_delete("test.unheard")


def _publish_all(relay: Relay) -> None:
    while relay.publish_batch():
        eventlet.sleep(0)
