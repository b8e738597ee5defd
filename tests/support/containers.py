"""
Servers in containers of this run's own, by testcontainers.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import closing

import requests
from docker.client import DockerClient  # type: ignore[import-untyped]
from docker.errors import DockerException  # type: ignore[import-untyped]
from testcontainers.core.container import DockerContainer

from tests.support.answers import (
    WhySilent,
    wait_for_answer,
    why_postgres_is_silent,
    why_rabbitmq_is_silent,
)
from tests.support.one_line import first_line
from tests.support.private_postgres import QUICK
from tests.support.servers import Missing, Server

PING_SECONDS = 10
START_SECONDS = 90

USER = "babygruppe"

AddressToUrl = Callable[[str], str]


def rabbitmq_in_container(image: str) -> Server | Missing:
    """
    Start RabbitMQ from this image.
    """
    password = secrets.token_hex()
    return _server_in(
        image,
        port=5672,
        environment={"RABBITMQ_DEFAULT_USER": USER, "RABBITMQ_DEFAULT_PASS": password},
        url=lambda address: f"amqp://{USER}:{password}@{address}//",
        why_silent=why_rabbitmq_is_silent,
    )


def postgres_in_container(image: str) -> Server | Missing:
    """
    Start PostgreSQL from this image.
    """
    password = secrets.token_hex()
    return _server_in(
        image,
        port=5432,
        environment={"POSTGRES_USER": USER, "POSTGRES_PASSWORD": password},
        url=lambda at: f"postgresql+psycopg2://{USER}:{password}@{at}/postgres",
        why_silent=why_postgres_is_silent,
        command=" ".join(f"-c {name}={value}" for name, value in QUICK.items()),
    )


def _server_in(
    image: str,
    *,
    port: int,
    environment: dict[str, str],
    url: AddressToUrl,
    why_silent: WhySilent,
    command: str | None = None,
) -> Server | Missing:
    if not _an_engine_answers():
        host = os.environ.get("DOCKER_HOST", "the default socket")
        return Missing(f"no engine answers at {host}")
    container = DockerContainer(image, command=command, env=environment, ports=[port])
    try:
        container.start()
        address = url(_address_of(container, port))
        silent = wait_for_answer(why_silent, url=address, seconds=START_SECONDS)
    except (DockerException, requests.RequestException) as refused:
        silent = first_line(refused)
    if silent is None:
        return Server(url=address, stop=container.stop)
    container.stop()
    return Missing(f"the engine answers, but not with {image}: {silent}")


def _an_engine_answers() -> bool:
    try:
        with closing(DockerClient.from_env(timeout=PING_SECONDS)) as engine:
            return bool(engine.ping())
    except (DockerException, requests.RequestException):
        return False


def _address_of(container: DockerContainer, port: int) -> str:
    host = container.get_container_host_ip()
    return f"{host}:{container.get_exposed_port(port)}"
