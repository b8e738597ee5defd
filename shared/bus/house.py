"""
What a process gives to the services that it runs: broker, databases, clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Engine

from shared.bus.broker import Broker
from shared.config import LOOKS_ARE_KEPT, DoorSettings
from shared.kernel.clock import Clock

CONFIG_KEY = "HOUSE"  # Under this name it travels in nameko's configuration.


@dataclass(frozen=True, kw_only=True)
class House:
    """
    Everything from outside that a service needs, made once by whoever starts it.
    """

    broker: Broker
    engines: dict[str, Engine]
    access: Engine
    """The door's own database, which all services share."""
    clock: Clock
    addresses: dict[str, str]
    """Where each service answers over HTTP, as ``http://host:port/<service>``."""
    door: DoorSettings = field(default_factory=DoorSettings)
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By which token another service is asked, where it has a door of its own."""
    looks_are_kept: timedelta = LOOKS_ARE_KEPT
    offices: Mapping[str, str] = field(default_factory=dict)
    """To which offices a statutory notification can go, by their codes."""
