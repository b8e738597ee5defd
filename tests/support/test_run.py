"""
Tests of a whole run: which servers it looks for, and how it ends without.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.private_process import free_port

PROJECT = Path(__file__).parents[2]
NEEDS_NO_SERVER = "tests/support/test_rulebook.py"
NEEDS_RABBITMQ = "tests/support/test_broker.py"


def run_tests(*arguments):
    """
    Run these tests with a RabbitMQ named in the environment that does not answer.
    """
    silent = {"TEST_RABBITMQ_URL": f"amqp://127.0.0.1:{free_port()}//"}
    quietly = ["-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *quietly],
        cwd=PROJECT,
        env={**os.environ, **silent},
        capture_output=True,
        text=True,
        check=False,
    )


class TestRun:
    def test_ends_when_a_server_that_it_needs_cannot_be_had(self):
        """
        Nothing is skipped in silence: the run fails, and says why.
        """
        run = run_tests(NEEDS_RABBITMQ)

        assert run.returncode == pytest.ExitCode.TESTS_FAILED
        assert "TEST_RABBITMQ_URL names a server that fails" in run.stdout
        assert "skipped" not in run.stdout

    def test_looks_for_no_server_that_no_test_asks_for(self):
        """
        The rules of the domain can be tried on a machine that has no server.
        """
        run = run_tests(NEEDS_NO_SERVER)

        assert run.returncode == pytest.ExitCode.OK
        assert "RabbitMQ" not in run.stdout
