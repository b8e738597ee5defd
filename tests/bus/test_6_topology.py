"""
Guarantee 6: queues exist before producers speak, from one frozen list.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4

import eventlet
import pytest

from shared.bus.broker import Broker, Letter, RequestRefused
from shared.bus.embedded import EmbeddedBroker
from shared.bus.rabbitmq import RabbitBroker, connected
from shared.bus.topology import (
    CONSUMED,
    PARTNER_FEEDS,
    SERVICES,
    Exchange,
    Queue,
    Topology,
    embedded_topology,
    routing_key,
    whole_topology,
)
from shared.contracts.referrals import (
    PartnerDaycareHandOff,
    PartnerEvent,
    PartnerReferralUpdated,
)
from shared.contracts.registry import ALL_EVENTS
from shared.kernel.organisations import PARTNERS, Organisation, first_of
from tests.bus.notebook import missed, unheard
from tests.support.bus import Bench, eventually

QUEUES = {
    "unrouted",
    "roster.park",
    "outreach.park",
    "referrals.park",
    "notifications.park",
    "roster.in",
    "outreach.in",
    "referrals.in",
    "notifications.in",
    "health_visitors.feed",
    "daycare_intake.feed",
}
NORTH, WEST = UUID(int=7), UUID(int=8)
OTHERS = {
    (Organisation.HEALTH_VISITORS, NORTH): f"health_visitors.{NORTH}.feed",
    (Organisation.DAYCARE_INTAKE, WEST): f"daycare_intake.{WEST}.feed",
}
EXCHANGES = {
    "unrouted",
    "park",
    "roster.contacts",
    "roster.events",
    "outreach.events",
    "referrals.events",
    "referrals.partners",
    "notifications.events",
}


class TestTopology:
    def test_has_frozen_names(self):
        """
        A renamed queue strands what waits in the old one: the names never change.
        """
        topology = whole_topology()

        assert {one.name for one in topology.queues} == QUEUES
        assert {one.name for one in topology.exchanges} == EXCHANGES

    def test_has_frozen_names_for_those_who_came_later(self):
        """
        The first of a kind keeps the queue it always had; each other has its own, and
        of daycares and housing teams, whom no queue tells, none has.
        """
        firsts = [(kind, first_of(kind)) for kind in PARTNERS]
        daycare = (Organisation.DAYCARE, UUID(int=9))

        topology = whole_topology([*firsts, *OTHERS, daycare])

        names = [one.name for one in topology.queues]
        assert sorted(names) == sorted(QUEUES | set(OTHERS.values()))

    def test_lets_personal_data_reach_two_services_only(self):
        """
        Names and numbers go to outreach and notifications, and to nobody else.
        """
        bound = {
            queue.name
            for queue in whole_topology().queues
            for exchange, _key in queue.bindings
            if exchange == "roster.contacts"
        }

        assert bound == {"outreach.in", "notifications.in"}

    def test_keeps_partners_and_house_apart(self):
        """
        A partner's feed is bound to the partners' exchange alone.
        """
        for queue in whole_topology(OTHERS).queues:
            if queue.name.endswith(".feed"):
                assert {one for one, _key in queue.bindings} == {"referrals.partners"}

    def test_binds_each_service_to_what_it_consumes(self):
        """
        A queue receives exactly the keys of the list, each known as an event.
        """
        known = {event.event_type for event in ALL_EVENTS}
        for service in SERVICES:
            keys = [event.event_type for event in CONSUMED[service]]
            assert len(keys) == len(set(keys))
            assert set(keys) <= known

    def test_can_be_declared_again(self, broker: Broker):
        """
        A second deployment changes nothing.
        """
        broker.declare(whole_topology())

    def test_catches_what_nobody_listens_to(self, bench: Bench):
        """
        An event without a listener is routed to the safety net, not lost in silence.
        """
        bench.announce(unheard().__class__(**vars(unheard())))
        lonely = missed()
        bench.announce(lonely)
        with bench.engine.begin() as connection:
            from shared.bus.tables import outbox

            connection.execute(
                outbox.update().values(routing_key="roster.mother.sang.v1")
            )

        bench.relay_all()

        assert len(bench.arrived(2, queue="unrouted")) == 2

    def test_tells_a_reader_that_its_queue_is_missing(self, broker: Broker):
        """
        A service that starts before the deployment waits with a clear reason.
        """
        with pytest.raises(RequestRefused):
            broker.reader("nobody.in")

    def test_leaves_the_partners_feeds_out_of_one_process(self):
        """
        In one process nobody reads a partner's queue, and it would only grow.
        """
        broker = EmbeddedBroker()
        broker.declare(embedded_topology())

        assert not [name for name in broker.queues if name.endswith(".feed")]


NEW = Topology(
    exchanges=(Exchange(name="bus_deployed.events"),),
    queues=(
        Queue(name="bus_deployed.in", bindings=(("bus_deployed.events", "said"),)),
    ),
)


@pytest.fixture
def rabbitmq(declared_rabbitmq: str) -> Iterator[RabbitBroker]:
    """
    Give the broker, and take away what was deployed beside the topology.
    """
    yield RabbitBroker(declared_rabbitmq)
    with connected(declared_rabbitmq) as connection:
        for name in (*(one.name for one in NEW.queues), *OTHERS.values()):
            connection.default_channel.queue_delete(name)
        for exchange in NEW.exchanges:
            connection.default_channel.exchange_delete(exchange.name)


def number_waiting(broker: RabbitBroker) -> int | None:
    """
    Return how many messages the new queue holds, or None while there is no queue.
    """
    [queue] = NEW.queues
    with connected(broker._url) as connection:
        channel = connection.default_channel
        try:
            return int(channel.queue_declare(queue.name, passive=True).message_count)
        except connection.channel_errors:
            return None


def say(broker: RabbitBroker) -> Mapping[UUID, str]:
    publisher = broker.publisher()
    letter = Letter(
        id=uuid4(), exchange=NEW.exchanges[0].name, routing_key="said", body=b"{}"
    )
    refused = publisher.publish([letter])
    publisher.close()
    return refused


class TestFeeds:
    def test_receive_what_is_for_their_own_organisation(self, rabbitmq: RabbitBroker):
        """
        Two of the health visitors and two intakes: each event comes to one queue; to
        one that is not there it goes to the net, and to no other organisation.
        """
        new = [one for one in whole_topology(OTHERS).queues if one.name not in QUEUES]
        rabbitmq.declare(Topology(exchanges=(), queues=tuple(new)))
        updated, handed_over = PartnerReferralUpdated, PartnerDaycareHandOff
        first = first_of(Organisation.HEALTH_VISITORS)
        sent = [
            directed(updated, to=first, called="first"),
            directed(updated, to=NORTH, called="north"),
            directed(handed_over, to=WEST, called="west"),
            directed(handed_over, to=None, called="before there were others"),
            directed(updated, to=WEST, called="nobody"),
        ]

        publisher = rabbitmq.publisher()
        refused = publisher.publish(sent)
        publisher.close()

        assert not refused
        assert {
            name: bodies_in(rabbitmq, name)
            for name in (*PARTNER_FEEDS, *OTHERS.values(), "unrouted")
        } == {
            "health_visitors.feed": ["first"],
            OTHERS[Organisation.HEALTH_VISITORS, NORTH]: ["north"],
            OTHERS[Organisation.DAYCARE_INTAKE, WEST]: ["west"],
            "daycare_intake.feed": ["before there were others"],
            "unrouted": ["nobody"],
        }


def directed(event: type[PartnerEvent], *, to: UUID | None, called: str) -> Letter:
    key = routing_key(event.event_type, to=to)
    return Letter(
        id=uuid4(), exchange=event.exchange, routing_key=key, body=called.encode()
    )


def bodies_in(broker: RabbitBroker, queue: str) -> list[str]:
    with connected(broker._url) as connection:
        channel = connection.default_channel
        found = iter(lambda: channel.basic_get(queue, no_ack=True), None)
        return [one.body for one in found]


class TestDeploy:
    def test_lets_nothing_into_a_queue_that_a_kill_would_take(
        self, rabbitmq: RabbitBroker
    ):
        """
        What is confirmed before a new queue's name is on the disk is lost by a kill:
        until then nothing is confirmed, and the outbox keeps it.
        """
        deploying = eventlet.spawn(rabbitmq.deploy, NEW)
        assert eventually(lambda: number_waiting(rabbitmq) is not None)

        too_soon = say(rabbitmq)
        deploying.wait()
        then = say(rabbitmq)

        assert list(too_soon.values()) == ["unroutable"]
        assert not then

    def test_leaves_what_waits_where_it_is(self, rabbitmq: RabbitBroker):
        """
        A second deployment asks only empty queues for a message, and takes none.
        """
        rabbitmq.deploy(NEW)
        say(rabbitmq)

        rabbitmq.deploy(NEW)

        assert eventually(lambda: number_waiting(rabbitmq) == 1)
