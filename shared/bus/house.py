"""
What a process gives to the services that it runs: broker, databases, clock.
"""

from dataclasses import dataclass

from sqlalchemy import Engine

from shared.bus.broker import Broker
from shared.kernel.clock import Clock

CONFIG_KEY = "HOUSE"  # Under this name it travels in nameko's configuration.


@dataclass(frozen=True, kw_only=True)
class House:
    """
    Everything from outside that a service needs, made once by whoever starts it.
    """

    broker: Broker
    engines: dict[str, Engine]
    clock: Clock
    addresses: dict[str, str]
    """Where each service answers over HTTP, as ``http://host:port/<service>``."""
