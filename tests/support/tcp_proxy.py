"""
A wire that can be cut: stands between a client and a server of this machine.
"""

from contextlib import suppress
from struct import pack
from typing import Any

import eventlet
from eventlet.green import socket

_CHUNK = 65_536
_SLICE = 512  # bytes that go over a slow wire at once
_AT_ONCE_WITH_RST = pack("ii", 1, 0)


class Wire:
    """
    Forwards bytes to a server while it is whole; cut, it drops and refuses everything.

    It may be sick in other ways too, until it is mended: swallow what is said in one
    direction or both, break every call in the middle of what it says, or be slow.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listener = eventlet.listen(("127.0.0.1", 0), reuse_port=False)
        self._listener.settimeout(None)
        self._calls: list[_Call] = []
        self.port = self._listener.getsockname()[1]
        self.is_whole = True
        self.swallows: frozenset[str] = frozenset()
        self.breaks = False
        self.bytes_a_second: int | None = None
        self._thread = eventlet.spawn(self._accept)

    def cut(self) -> None:
        self.is_whole = False
        for call in self._calls:
            call.end()
        self._calls.clear()

    def swallow(self, *directions: str) -> None:
        """
        Let nothing through ``to_server``, ``to_client`` or both; nobody is told.

        A call of that time stays dead when the wire is mended, as when a firewall has
        forgotten it: only a new call gets through.
        """
        self.swallows = frozenset(directions)
        for call in self._calls:
            call.dead |= self.swallows

    def break_calls(self) -> None:
        """
        Reset each call in the middle of the next thing that it says.
        """
        self.breaks = True

    def slow_down(self, *, bytes_a_second: int) -> None:
        self.bytes_a_second = bytes_a_second

    def mend(self) -> None:
        self.is_whole = True
        self.swallows = frozenset()
        self.breaks = False
        self.bytes_a_second = None

    def close(self) -> None:
        self.cut()
        self._thread.kill()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            client, _address = self._listener.accept()
            server = self._reach() if self.is_whole else None
            if server is None:
                client.close()
            else:
                self._calls.append(_Call(client, server, self))

    def _reach(self) -> Any:
        try:
            return socket.create_connection(self._server)
        except OSError:
            return None


class _Call:
    """
    One client's connection through the wire, in both directions.
    """

    def __init__(self, client: Any, server: Any, wire: Wire) -> None:
        self._wire = wire
        self._ends = (client, server)
        self.dead = wire.swallows
        self._is_reset = False
        self._directions = [
            eventlet.spawn(self._forward, client, server, "to_server"),
            eventlet.spawn(self._forward, server, client, "to_client"),
        ]

    def end(self) -> None:
        """
        Hang up. Closed is only what nobody waits for any more.
        """
        self._hang_up()
        self._close()

    def _forward(self, source: Any, target: Any, direction: str) -> None:
        with suppress(OSError):
            while chunk := source.recv(_CHUNK):
                if self._wire.breaks:
                    target.sendall(chunk[: len(chunk) // 2])
                    self._reset()
                    return
                self._pass_on(chunk, target, direction)
        if not self._is_reset:
            self._hang_up()

    def _pass_on(self, chunk: bytes, target: Any, direction: str) -> None:
        if direction in self.dead:
            return
        while (speed := self._wire.bytes_a_second) and chunk:
            target.sendall(chunk[:_SLICE])
            eventlet.sleep(len(chunk[:_SLICE]) / speed)
            chunk = chunk[_SLICE:]
        target.sendall(chunk)

    def _reset(self) -> None:
        """
        Hang up without a goodbye, so that both ends see a reset.
        """
        self._is_reset = True
        for one in self._ends:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE_WITH_RST)
                one.shutdown(socket.SHUT_RD)
        eventlet.spawn(self._close)

    def _close(self) -> None:
        for direction in self._directions:
            direction.wait()
        for one in self._ends:
            one.close()

    def _hang_up(self) -> None:
        for one in self._ends:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
