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
        self._open: list[Any] = []
        self.port = self._listener.getsockname()[1]
        self.is_whole = True
        self._thread = eventlet.spawn(self._accept)

    def cut(self) -> None:
        self.is_whole = False
        for one in self._open:
            _drop(one)
        self._open.clear()

    def mend(self) -> None:
        self.is_whole = True

    def close(self) -> None:
        self.cut()
        self._thread.kill()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            client, _address = self._listener.accept()
            if not self.is_whole:
                _drop(client)
                continue
            server = socket.create_connection(self._server)
            self._open += [client, server]
            eventlet.spawn_n(_forward, client, server)
            eventlet.spawn_n(_forward, server, client)


def _forward(source: Any, target: Any) -> None:
    # eventlet says EOFError where a socket is closed under a waiting reader.
    with suppress(OSError, EOFError):
        while chunk := source.recv(65_536):
            target.sendall(chunk)
    _drop(source)
    _drop(target)


def _drop(one: Any) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
