"""
Tests of private nodes from installed binaries: they really start, and stop.

Where nothing is installed there is nothing to start, and a node has to say so.
"""

import shutil

import pytest

from tests.support import private_postgres, private_rabbitmq
from tests.support.answers import why_postgres_is_silent, why_rabbitmq_is_silent
from tests.support.private_postgres import postgres_binaries
from tests.support.private_rabbitmq import rabbitmq_command
from tests.support.servers import Missing


class TestPrivateRabbitmq:
    def test_starts_beside_any_other_node_and_stops(self):
        """
        It has its own name, ports and files, so another broker may run or not.
        """
        node = private_rabbitmq.private_rabbitmq()
        if rabbitmq_command() is None:
            assert node == Missing("rabbitmq-server is not installed")
            return

        answered = why_rabbitmq_is_silent(node.url)
        node.stop()

        assert answered is None
        assert why_rabbitmq_is_silent(node.url)

    def test_says_when_nothing_is_installed(self, monkeypatch, tmp_path):
        """
        Then the next way is tried.
        """
        script = tmp_path / "rabbitmq-server"
        monkeypatch.setattr(private_rabbitmq, "SCRIPT_BEHIND_DEBIANS", script)
        monkeypatch.setenv("PATH", str(tmp_path))

        node = private_rabbitmq.private_rabbitmq()

        assert node == Missing("rabbitmq-server is not installed")

    def test_tells_why_a_broken_installation_did_not_start(self, monkeypatch, tmp_path):
        """
        The server's own last words are the reason that a person reads.
        """
        broken = tmp_path / "rabbitmq-server"
        broken.write_text("#!/bin/sh\necho erlang is too old\n")
        broken.chmod(0o755)
        (tmp_path / "epmd").symlink_to(shutil.which("true"))
        monkeypatch.setattr(private_rabbitmq, "SCRIPT_BEHIND_DEBIANS", broken)
        monkeypatch.setattr(private_rabbitmq, "START_SECONDS", 0.5)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

        node = private_rabbitmq.private_rabbitmq()

        assert node == Missing(f"{broken} did not start: erlang is too old")


class TestPrivatePostgres:
    def test_starts_beside_any_other_cluster_and_stops(self):
        """
        It has its own port and files, so another server may run or not.
        """
        node = private_postgres.private_postgres()
        if postgres_binaries() is None:
            assert node == Missing("postgresql is not installed")
            return

        answered = why_postgres_is_silent(node.url)
        node.stop()

        assert answered is None
        assert why_postgres_is_silent(node.url)

    def test_says_when_nothing_is_installed(self, monkeypatch, tmp_path):
        """
        Then the next way is tried.
        """
        monkeypatch.setattr(private_postgres, "DEBIANS", tmp_path)
        monkeypatch.setenv("PATH", str(tmp_path))

        node = private_postgres.private_postgres()

        assert node == Missing("postgresql is not installed")


class TestPostgresBinaries:
    @pytest.mark.parametrize("versions", [["9.6", "15"], ["15", "9.6"]])
    def test_are_those_of_the_newest_version(self, tmp_path, monkeypatch, versions):
        """
        Ten comes after nine, though not in the alphabet.
        """
        for version in versions:
            binaries = tmp_path / version / "bin"
            binaries.mkdir(parents=True)
            (binaries / "initdb").touch()
        monkeypatch.setattr(private_postgres, "DEBIANS", tmp_path)

        assert postgres_binaries() == tmp_path / "15" / "bin"
