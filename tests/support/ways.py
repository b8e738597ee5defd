"""
The ways to RabbitMQ and to PostgreSQL, in the order in which they are tried.

From what a person chose, over what costs nothing, to what changes the machine.
"""

import os

from tests.support.answers import why_postgres_is_silent, why_rabbitmq_is_silent
from tests.support.containers import postgres_in_container, rabbitmq_in_container
from tests.support.debian import installed_by_apt
from tests.support.local_servers import (
    LOCAL_RABBITMQ,
    first_that_answers,
    local_postgres,
)
from tests.support.named_servers import server_named_in
from tests.support.private_postgres import postgres_binaries, private_postgres
from tests.support.private_rabbitmq import private_rabbitmq, rabbitmq_command
from tests.support.servers import Software, Way

RABBITMQ_IMAGE = os.environ.get("RABBITMQ_IMAGE", "rabbitmq:3.10-management")
POSTGRES_IMAGE = os.environ.get("POSTGRES_IMAGE", "postgres:15")

NAMED = "named in the environment"
CONTAINER = "a container"
LOCAL = "answers on its standard local port"
PRIVATE = "a private node from installed binaries"
INSTALLED = "a private node, installed by apt-get"

RABBITMQ = Software(
    name="RabbitMQ",
    ways=[
        Way(
            name=NAMED,
            find=lambda: server_named_in(
                "TEST_RABBITMQ_URL", why_silent=why_rabbitmq_is_silent
            ),
        ),
        Way(name=CONTAINER, find=lambda: rabbitmq_in_container(RABBITMQ_IMAGE)),
        Way(
            name=LOCAL,
            find=lambda: first_that_answers(
                [LOCAL_RABBITMQ], why_silent=why_rabbitmq_is_silent
            ),
        ),
        Way(name=PRIVATE, find=private_rabbitmq),
        Way(
            name=INSTALLED,
            find=lambda: installed_by_apt(
                "rabbitmq-server",
                here=rabbitmq_command() is not None,
                start=private_rabbitmq,
            ),
        ),
    ],
)

POSTGRES = Software(
    name="PostgreSQL",
    ways=[
        Way(
            name=NAMED,
            find=lambda: server_named_in(
                "TEST_POSTGRES_URL", why_silent=why_postgres_is_silent
            ),
        ),
        Way(name=CONTAINER, find=lambda: postgres_in_container(POSTGRES_IMAGE)),
        Way(
            name=LOCAL,
            find=lambda: first_that_answers(
                local_postgres(), why_silent=why_postgres_is_silent
            ),
        ),
        Way(name=PRIVATE, find=private_postgres),
        Way(
            name=INSTALLED,
            find=lambda: installed_by_apt(
                "postgresql",
                here=postgres_binaries() is not None,
                start=private_postgres,
            ),
        ),
    ],
)
