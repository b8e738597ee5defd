"""
Services running in this process, behind one door.
"""

import importlib
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import eventlet
import eventlet.debug
import structlog
from eventlet.event import Event
from nameko.runners import ServiceRunner

from shared.bus.house import CONFIG_KEY, House
from shared.bus.resend import resend_what_did_not_arrive
from shared.green import settle
from shared.web.door import OpenDoor, not_here_yet, open_door
from shared.web.front.app import PLACES, Front

_GONE = 1
log = structlog.get_logger()


def service_class(name: str) -> type[Any]:
    """
    Return a service's nameko class, found by its name: ``RosterService``.
    """
    module = importlib.import_module(f"services.{name}.service")
    found: type[Any] = getattr(module, f"{name.capitalize()}Service")
    return found


@contextmanager
def running(
    names: Sequence[str],
    house: House,
    *,
    host: str,
    port: int,
    last_port: int | None = None,
    embedded: bool,
) -> Iterator[OpenDoor]:
    """
    Run these services until the block ends; then finish what is in hand and stop.
    """
    if embedded:
        resend_what_did_not_arrive(house.engines)
    doors: dict[str, Any] = {}
    runner = ServiceRunner({CONFIG_KEY: house, "DOORS": doors})
    for name in names:
        runner.add_service(service_class(name))
        doors[f"/{name}"] = not_here_yet
    front = Front(house)
    doors |= dict.fromkeys(PLACES, front)
    door = open_door(
        doors,
        host=host,
        port=port,
        last_port=last_port,
        has_tls=house.door.has_tls,
        who_is=front.who_is,
    )
    # The port may be another than the one that was asked for.
    own = {name: f"http://{host}:{door.port}/{name}" for name in names}
    house.addresses.update(own)
    try:
        runner.start()
        door.ended = eventlet.spawn(runner.wait)
        yield door
    finally:
        door.close()
        runner.stop()
        door.wait()


def told_to_stop() -> Event:
    """
    Return what happens at SIGTERM or Ctrl-C.

    It is asked for before anything is started, so that whoever stops a service while it
    starts ends it in order too.
    """
    told = Event()

    def stop(_signal: int, _frame: object) -> None:
        if not told.ready():
            # A signal interrupts whatever runs: only the hub may wake the waiting.
            eventlet.spawn_n(lambda: told.ready() or told.send(0))

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return told


def until_told_to_stop(door: OpenDoor, told: Event) -> int:
    """
    Wait for a signal and return 0, or 1 if a service has ended by itself.

    A process whose service is gone must end too, so that whoever watches it starts it
    again.
    """
    settle()
    # eventlet would print the text of what ended a service, which may quote a person.
    eventlet.debug.hub_exceptions(False)
    door.ended.link(lambda _ended: told.ready() or told.send(_GONE))
    result = int(told.wait())
    if result == _GONE:
        log.critical("service_ended")
    return result
