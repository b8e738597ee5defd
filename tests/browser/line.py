"""
The line between a browser and the product, where everything is counted.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.browser.people import Place
from tests.support.way_in import WayIn

_CHUNK = 65_536


@dataclass
class Line:
    """
    An address at which a place answers; ``bytes`` went over it, to and fro.
    """

    address: str
    way_in: WayIn = field(repr=False)
    bytes: int = 0


@contextmanager
def counted(place: Place) -> Iterator[Line]:
    """
    Put a line before a place. What a service worker asks for goes over it too, of
    which the browser's driver tells nothing.
    """
    server = urlsplit(place.address)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line = Line(f"http://127.0.0.1:{listener.getsockname()[1]}", place.way_in)
        there = (server.hostname or "", server.port or 0)
        accepting = _spawn(_accept, listener, there, line)
        yield line
        listener.shutdown(socket.SHUT_RDWR)
        accepting.join()


def _spawn(work: Callable[..., None], *what: Any) -> threading.Thread:
    thread = threading.Thread(target=work, args=what, daemon=True)
    thread.start()
    return thread


def _accept(listener: socket.socket, there: tuple[str, int], line: Line) -> None:
    with suppress(OSError):  # It is shut after the test.
        while True:
            near, _ = listener.accept()
            _spawn(_carry, near, socket.create_connection(there), line)


def _carry(near: socket.socket, far: socket.socket, line: Line) -> None:
    with near, far:
        back = _spawn(_forward, far, near, line)
        _forward(near, far, line)
        back.join()


def _forward(source: socket.socket, target: socket.socket, line: Line) -> None:
    with suppress(OSError):
        while chunk := source.recv(_CHUNK):
            line.bytes += len(chunk)
            target.sendall(chunk)
        target.shutdown(socket.SHUT_WR)
