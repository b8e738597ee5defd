"""
Guarantee 5: a poison message stops nobody.
"""

import json
import random
from uuid import uuid4

import amqp
import pytest

from shared.bus.inbox import RETRY_AFTER, NotParked, ParkedNotFound
from shared.bus.rabbitmq import RabbitBroker, connected
from shared.bus.tables import inbox
from shared.bus.topology import whole_topology
from shared.contracts.envelope import write_envelope
from tests.bus import notebook
from tests.bus.notebook import POISON, missed, notes, unheard
from tests.support.bus import Bench, envelope_of

CANARY = "Ayşegül 010190-1234 +4522334455"


def states(bench: Bench) -> list[str]:
    return sorted(row["state"] for row in bench.rows(inbox))


def exhausted(bench: Bench) -> None:
    for wait in RETRY_AFTER:
        bench.clock.later(seconds=wait.total_seconds())
        bench.consumer.retry_due()


class TestFailingEvent:
    def test_holds_up_none_of_its_batch(self, bench: Bench):
        """
        One poison event among a hundred: ninety-nine take effect at once.
        """
        good = [envelope_of(missed()) for _ in range(99)]
        poison = envelope_of(missed(missed_in_a_row=POISON))

        bench.apply(*good[:50], poison, *good[50:])

        assert len(bench.rows(notes)) == 99
        assert states(bench).count("failing") == 1

    @pytest.mark.parametrize(
        ("bad", "transactions"), [(1, 10), (3, 20), (20, 250), (200, 1_000)]
    )
    def test_is_found_in_few_transactions(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch, bad: int, transactions: int
    ):
        """
        The others do not wait while each is applied alone: some bad events among two
        hundred cost a few more transactions, and even two hundred come to an end.
        """
        told = [envelope_of(missed(missed_in_a_row=POISON)) for _ in range(bad)]
        told += [envelope_of(missed()) for _ in range(200 - bad)]
        random.Random(bad).shuffle(told)
        begun: list[int] = []
        begin = bench.consumer._unit_of_work
        monkeypatch.setattr(
            bench.consumer,
            "_unit_of_work",
            lambda cause: begun.append(1) or begin(cause),
        )

        bench.apply(*told)

        assert len(bench.rows(notes)) == 200 - bad
        assert states(bench).count("failing") == bad
        assert len(begun) <= transactions

    def test_that_comes_twice_in_a_batch_is_kept_once(self, bench: Bench):
        poison = envelope_of(missed(missed_in_a_row=POISON))

        bench.apply(poison, envelope_of(missed()), poison)

        assert states(bench) == ["done", "failing"]

    def test_is_tried_again_on_the_schedule_and_then_parked(self, bench: Bench):
        """
        10 s, 1 min, 10 min, 1 h, 3 h, 6 h, 12 h; then a person decides.
        """
        bench.apply(envelope_of(missed(missed_in_a_row=POISON)))

        tries = []
        for wait in RETRY_AFTER:
            bench.clock.later(seconds=wait.total_seconds() - 1)
            tries.append(bench.consumer.retry_due())
            bench.clock.later(seconds=1)
            tries.append(bench.consumer.retry_due())

        assert tries == [0, 1] * len(RETRY_AFTER)
        assert states(bench) == ["parked"]
        assert bench.rows(inbox)[0]["attempts"] == len(RETRY_AFTER) + 1

    def test_takes_effect_when_its_cause_is_mended(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ):
        """
        A retry after the bug is gone has its effect, once.
        """
        bench.apply(envelope_of(missed(missed_in_a_row=POISON)))
        monkeypatch.setattr(notebook, "POISON", 1_000)

        bench.clock.later(minutes=1)
        bench.consumer.retry_due()
        bench.consumer.retry_due()

        assert states(bench) == ["done"]
        assert [note["times"] for note in bench.rows(notes)] == [1]

    def test_leaves_nothing_of_a_failed_try(self, bench: Bench):
        """
        A policy that writes and then fails has written nothing.
        """
        bench.apply(envelope_of(missed(missed_in_a_row=POISON)))

        exhausted(bench)

        assert bench.rows(notes) == []

    def test_can_be_replayed_or_discarded_by_a_person(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ):
        """
        A parked event is replayed exactly once, or given up; twice is refused.
        """
        bench.apply(envelope_of(missed(missed_in_a_row=POISON)))
        exhausted(bench)
        event_id = bench.rows(inbox)[0]["event_id"]
        monkeypatch.setattr(notebook, "POISON", 1_000)

        with bench.work() as uow:
            uow.inbox.replay(event_id, now=bench.clock.now())
            uow.commit()
        bench.consumer.retry_due()

        assert states(bench) == ["done"]
        assert len(bench.rows(notes)) == 1
        with pytest.raises(NotParked), bench.work() as uow:
            uow.inbox.discard(event_id)
        with pytest.raises(ParkedNotFound), bench.work() as uow:
            uow.inbox.replay(uuid4(), now=bench.clock.now())

    def test_never_shows_its_text(self, bench: Bench, capfd: pytest.CaptureFixture):
        """
        An exception's text may quote a person: neither log nor database has it.
        """
        bench.apply(envelope_of(missed(missed_in_a_row=POISON)))

        told = capfd.readouterr()
        assert "22 33 44 55" not in told.out + told.err
        assert bench.rows(inbox)[0]["reason"] == "PolicyFailed"


class TestUnreadableMessage:
    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (CANARY.encode(), "not-json"),
            (b"\xff\xfe" + CANARY.encode("utf-16"), "not-json"),
            (b"\x80\x04\x95" + CANARY.encode(), "not-json"),
            (json.dumps({"name": CANARY}).encode(), "not-an-envelope"),
            (b"[" * 100_000, "not-json"),
            (b" " * 300_000, "too-large"),
        ],
    )
    def test_is_parked_once_and_never_logged(
        self, bench: Bench, capfd: pytest.CaptureFixture, body: bytes, reason: str
    ):
        """
        What cannot be read is kept as it came, its body is not in the log, and the
        events around it take effect.
        """
        good = write_envelope(envelope_of(missed()))

        bench.consumer.take([body, good, body])

        assert len(bench.rows(notes)) == 1
        parked = [row for row in bench.rows(inbox) if row["state"] == "parked"]
        assert [(row["reason"], row["body"]) for row in parked] == [(reason, body)]
        told = capfd.readouterr()
        assert "010190" not in told.out + told.err
        assert "Ayşegül" not in told.out + told.err

    @pytest.mark.parametrize(
        ("changed", "reason"),
        [
            ({"type": "dk.babygruppe.roster.attendance.missed.v2"}, "unknown-version"),
            ({"type": "dk.babygruppe.roster.mother.sang.v1"}, "unknown-type"),
            ({"source": "/babygruppe/outreach"}, "not-this-producer"),
            ({"data": {"mother_id": "nobody"}}, "not-this-event"),
            ({"specversion": "2.0"}, "not-an-envelope"),
            ({"aggregateversion": "1"}, "not-an-envelope"),
            ({"time": "2026-11-17T10:00:00"}, "not-an-envelope"),
        ],
    )
    def test_is_parked_with_a_reason(
        self, bench: Bench, changed: dict[str, object], reason: str
    ):
        """
        An unknown type, a newer major version, a foreign sender: parked, not guessed.
        """
        content = json.loads(write_envelope(envelope_of(missed()))) | changed

        bench.consumer.take([json.dumps(content).encode()])

        assert [row["reason"] for row in bench.rows(inbox)] == [reason]
        assert bench.rows(notes) == []

    def test_is_parked_when_nobody_here_listens(self, bench: Bench):
        """
        An event for which the service has no policy is not swallowed.
        """
        bench.apply(envelope_of(unheard()))

        assert states(bench) == ["parked"]

    def test_ignores_fields_of_a_newer_producer(self, bench: Bench):
        """
        Within a version only fields are added, and who does not know them ignores them.
        """
        content = json.loads(write_envelope(envelope_of(missed())))
        content["data"]["weather"] = "rain"
        content["newextension"] = "1"

        bench.consumer.take([json.dumps(content).encode()])

        assert states(bench) == ["done"]


class TestMessageThatEndsItsReader:
    def test_is_kept_for_a_person(self, bench: Bench):
        """
        What the broker gave up on is parked like the rest, and can be replayed once.
        """
        body = write_envelope(envelope_of(missed()))

        bench.consumer.park([body, body])
        row = bench.rows(inbox)[0]
        with bench.work() as uow:
            uow.inbox.replay(row["event_id"], now=bench.clock.now())
            uow.commit()
        bench.consumer.retry_due()
        bench.consumer.take([body])

        assert row["reason"] == "ends-its-reader"
        assert [note["times"] for note in bench.rows(notes)] == [1]
        assert states(bench) == ["done", "done"]

    def test_may_claim_any_encoding(self, declared_rabbitmq: str, bench: Bench):
        """
        A sender's content encoding that is none does not end the reader.
        """
        good = write_envelope(envelope_of(missed()))
        with connected(declared_rabbitmq) as connection:
            channel = connection.default_channel
            for queue in whole_topology().queues:
                channel.queue_purge(queue.name)
            for body, encoding in ((b"+2D0-", "utf-7"), (good, "utf-8")):
                message = amqp.Message(body, content_encoding=encoding)
                channel.basic_publish(message, "", bench.queue)
        reader = RabbitBroker(declared_rabbitmq).reader(bench.queue)
        bodies: list[bytes] = []
        while deliveries := reader.read(limit=10, wait=1):
            bodies += [one.body for one in deliveries]
            reader.acknowledge(deliveries)
        reader.close()

        bench.consumer.take(bodies)

        assert bodies == [b"+2D0-", good]
        assert states(bench) == ["done", "parked"]
