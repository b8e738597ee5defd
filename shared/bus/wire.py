"""
The socket under py-amqp, read and written in larger pieces.

py-amqp asks the system nine times for each message that arrives, and once for each that
it sends: a third of what a message costs. Here several share one call. Under TLS
py-amqp's own socket is used.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from amqp.transport import TCPTransport
from kombu.transport import pyamqp

# py-amqp copies what is left of the piece after each field, so it must stay small.
_READ_AHEAD = 8_192  # bytes
_SENT_AT_ONCE = 65_536  # bytes


class _InPieces(TCPTransport):
    """
    Reads ahead; writes at once, or ``together`` with what follows.
    """

    _send: Callable[[bytes], None]
    _write: Callable[[bytes], None]
    _held: bytearray | None = None

    def _setup_transport(self) -> None:
        super()._setup_transport()
        receive = self.sock.recv
        self._quick_recv = lambda wanted: receive(max(wanted, _READ_AHEAD))
        self._send = self._write
        self._write = self._send_or_hold

    @contextmanager
    def together(self) -> Iterator[None]:
        """
        Hold what is written and send it in pieces, the last when the block ends.

        Where the block fails the rest is dropped: its connection is not used again.
        """
        self._held = bytearray()
        try:
            yield
            self._send(bytes(self._held))
        finally:
            self._held = None

    def _send_or_hold(self, piece: bytes | memoryview) -> None:
        if self._held is None:
            self._send(bytes(piece))
            return
        self._held += piece
        if len(self._held) >= _SENT_AT_ONCE:
            held, self._held = self._held, bytearray()
            self._send(bytes(held))


class _Connection(pyamqp.Connection):
    def Transport(  # noqa: N802 - py-amqp's name for how it makes its socket.
        self,
        host: str,
        connect_timeout: float,
        ssl: Any = False,
        *rest: Any,
        **more: Any,
    ) -> Any:
        if ssl:
            return super().Transport(host, connect_timeout, ssl, *rest, **more)
        return _InPieces(host, connect_timeout, *rest, **more)


class Transport(pyamqp.Transport):
    """
    What kombu takes as ``transport`` for an address without TLS.
    """

    Connection = _Connection


def transport_for(url: str) -> type[Transport] | None:
    """
    Return how to reach this address; under TLS, py-amqp's own way.
    """
    return None if urlsplit(url).scheme == "amqps" else Transport


@contextmanager
def sent_together(connection: Any) -> Iterator[None]:
    """
    Send what is published in this block in larger pieces, where its socket can.
    """
    transport = connection.transport
    if isinstance(transport, _InPieces):
        with transport.together():
            yield
    else:
        yield
