"""
Tests of servers that the environment names.
"""

import pytest

from tests.support.named_servers import NamedServerSilentError, server_named_in
from tests.support.servers import Missing

VARIABLE = "TEST_RABBITMQ_URL"


def answers(url):
    del url


def refuses(url):
    return f"connection to {url} refused"


class TestServerNamedIn:
    def test_has_none_when_nothing_is_named(self, monkeypatch):
        """
        Then the next way is tried.
        """
        monkeypatch.delenv(VARIABLE, raising=False)

        assert server_named_in(VARIABLE, why_silent=answers) == Missing("not set")

    def test_takes_the_server_that_is_named(self, monkeypatch):
        """
        A person who names a server gets that one.
        """
        monkeypatch.setenv(VARIABLE, "amqp://broker.example//")

        server = server_named_in(VARIABLE, why_silent=answers)

        assert server.url == "amqp://broker.example//"

    def test_fails_when_the_named_server_is_silent(self, monkeypatch):
        """
        Tests that quietly ran on another server would prove the wrong thing.
        """
        monkeypatch.setenv(VARIABLE, "amqp://broker.example//")

        with pytest.raises(NamedServerSilentError, match=VARIABLE):
            server_named_in(VARIABLE, why_silent=refuses)
