"""
A wire on which the server's answers can be held back, and let go or lost.
"""

from contextlib import suppress
from typing import Any

import eventlet
from eventlet.event import Event
from eventlet.green import socket

_CHUNK = 65_536


class LateWire:
    """
    Forwards bytes both ways; while held, what the server says waits here.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._open = Event()
        self._open.send()
        self._ends: list[Any] = []
        self.held = 0
        """How often an answer has had to wait."""
        self._listener = eventlet.listen(("127.0.0.1", 0), reuse_port=False)
        self._listener.settimeout(None)
        self.port: int = self._listener.getsockname()[1]
        self._thread = eventlet.spawn(self._accept)

    def hold(self) -> None:
        self._open = Event()

    def let_go(self) -> None:
        if not self._open.ready():
            self._open.send()

    def lose(self) -> None:
        """
        Hang up on everybody; what was held never arrives.
        """
        ends, self._ends = self._ends, []
        for one in ends:
            _hang_up(one)
        self.let_go()

    def close(self) -> None:
        self._thread.kill()
        self._listener.close()
        self.lose()

    def _accept(self) -> None:
        while True:
            client, _address = self._listener.accept()
            server = socket.create_connection(self._server)
            self._ends += [client, server]
            eventlet.spawn(self._forward, client, server, may_wait=False)
            eventlet.spawn(self._forward, server, client, may_wait=True)

    def _forward(self, source: Any, target: Any, *, may_wait: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(_CHUNK):
                if may_wait and not self._open.ready():
                    self.held += 1
                    self._open.wait()
                target.sendall(chunk)
        _hang_up(target)
        source.close()


def _hang_up(one: Any) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
