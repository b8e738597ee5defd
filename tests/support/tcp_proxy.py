"""
A wire that can be cut: stands between a client and a server of this machine.
"""

from contextlib import suppress
from typing import Any

import eventlet
from eventlet.green import socket


class Wire:
    """
    Forwards bytes to a server while it is whole; cut, it drops and refuses everything.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listener = eventlet.listen(("127.0.0.1", 0), reuse_port=False)
        self._listener.settimeout(None)
        self._calls: list[_Call] = []
        self.port = self._listener.getsockname()[1]
        self.is_whole = True
        self._thread = eventlet.spawn(self._accept)

    def cut(self) -> None:
        self.is_whole = False
        for call in self._calls:
            call.end()
        self._calls.clear()

    def mend(self) -> None:
        self.is_whole = True

    def close(self) -> None:
        self.cut()
        self._thread.kill()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            client, _address = self._listener.accept()
            if self.is_whole:
                server = socket.create_connection(self._server)
                self._calls.append(_Call(client, server))
            else:
                client.close()


class _Call:
    """
    One client's connection through the wire, in both directions.
    """

    def __init__(self, client: Any, server: Any) -> None:
        self._ends = (client, server)
        self._directions = [
            eventlet.spawn(self._forward, client, server),
            eventlet.spawn(self._forward, server, client),
        ]

    def end(self) -> None:
        """
        Hang up. Closed is only what nobody waits for any more.
        """
        self._hang_up()
        for direction in self._directions:
            direction.wait()
        for one in self._ends:
            one.close()

    def _forward(self, source: Any, target: Any) -> None:
        with suppress(OSError):
            while chunk := source.recv(65_536):
                target.sendall(chunk)
        self._hang_up()

    def _hang_up(self) -> None:
        for one in self._ends:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
