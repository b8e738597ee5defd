"""
Tests of the search for a server, with ways that start nothing.
"""

import pytest

from tests.support.servers import (
    Missing,
    NoServerError,
    Server,
    Servers,
    Software,
    Way,
    find,
)
from tests.support.ways import POSTGRES, RABBITMQ

APT_GET = "apt-get install rabbitmq-server postgresql"
BROKER_URL = "amqp://guest:sesame@broker.example:5672//"


class FakeWay:
    """
    A way that has what it is told to have, and remembers who asked and who stopped.
    """

    def __init__(self, name, *, reason=None):
        self.name = name
        self.reason = reason
        self.asked = 0
        self.stopped = 0

    def find(self):
        self.asked += 1
        if self.reason:
            return Missing(self.reason)
        return Server(url=BROKER_URL, stop=self.stop)

    def stop(self):
        self.stopped += 1


def broker_by(*fakes):
    return Software(
        name="RabbitMQ",
        ways=[Way(name=fake.name, find=fake.find) for fake in fakes],
    )


class TestFind:
    def test_takes_the_first_way_that_has_a_server(self):
        """
        A way that comes later is not even tried: it may take a minute, or install.
        """
        named = FakeWay("named", reason="not set")
        container = FakeWay("a container")
        local = FakeWay("local")

        found = find(broker_by(named, container, local))

        assert found.way.name == "a container"
        assert (named.asked, container.asked, local.asked) == (1, 1, 0)

    def test_says_in_one_line_which_way_and_why_not_the_ones_before(self):
        """
        Who expected a container sees in the first line why it was not used.
        """
        container = FakeWay("a container", reason="no engine answers")
        local = FakeWay("the local port")

        line = str(find(broker_by(container, local)))

        assert line == (
            "RabbitMQ: the local port, broker.example:5672"
            " (a container: no engine answers)"
        )

    def test_keeps_passwords_to_itself(self):
        """
        The line lands in the logs of continuous integration.
        """
        assert "sesame" not in str(find(broker_by(FakeWay("named"))))

    def test_names_three_ways_out_when_no_way_has_a_server(self):
        """
        The run fails, and the person knows what to do; it never skips in silence.
        """
        named = FakeWay("named", reason="not set")
        container = FakeWay("a container", reason="no engine answers")

        with pytest.raises(NoServerError) as failure:
            find(broker_by(named, container))

        assert str(failure.value).splitlines() == [
            "The tests need RabbitMQ and found none.",
            "Three ways to have the servers that the tests need:",
            "  1. name running ones: TEST_RABBITMQ_URL=amqp://user:password@host:5672//",
            "     and TEST_POSTGRES_URL=postgresql+psycopg2://user@host:5432/postgres",
            "  2. start Docker, or set DOCKER_HOST to a container engine that runs",
            f"  3. install them; as root on Debian: {APT_GET}",
            "What was tried:",
            "  - named: not set",
            "  - a container: no engine answers",
        ]


class TestServers:
    def test_finds_a_server_once_and_says_so_once(self):
        """
        A hundred tests share the server that the first one asked for.
        """
        said = []
        local = FakeWay("the local port")
        broker = broker_by(local)
        servers = Servers(say=said.append)

        urls = {servers.url_of(broker), servers.url_of(broker)}

        assert urls == {BROKER_URL}
        assert local.asked == 1
        assert said == ["RabbitMQ: the local port, broker.example:5672"]

    def test_starts_nothing_that_no_test_asked_for(self):
        """
        A run of the domain's tests alone needs no server at all.
        """
        private = FakeWay("a private node")
        broker_by(private)

        Servers(say=print).stop()

        assert (private.asked, private.stopped) == (0, 0)

    def test_stops_each_server_once(self):
        """
        The end of the run and an interrupted run may both ask for the end.
        """
        private = FakeWay("a private node")
        servers = Servers(say=[].append)
        servers.url_of(broker_by(private))

        servers.stop()
        servers.stop()

        assert private.stopped == 1


class TestWays:
    @pytest.mark.parametrize(
        "software", [RABBITMQ, POSTGRES], ids=["rabbitmq", "postgresql"]
    )
    def test_stand_in_the_order_that_surprises_least(self, software):
        """
        What a person chose comes first, what changes the machine comes last.
        """
        assert [way.name for way in software.ways] == [
            "named in the environment",
            "a container",
            "answers on its standard local port",
            "a private node from installed binaries",
            "a private node, installed by apt-get",
        ]
