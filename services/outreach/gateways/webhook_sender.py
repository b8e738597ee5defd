"""
Sends a signed message to another system, and to no address inside our own network.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from services.outreach.domain.webhook import checked_address
from shared.kernel.refusal import Invalid
from shared.kernel.secret import signature_of

_PATIENCE = 10.0  # seconds
_READ = 4_096  # bytes of an answer; the rest is of no interest
_HTTPS = 443
_TAKEN = range(200, 300)
_NAT64 = ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], Iterable[str]]
Connect = Callable[[str, str, int], HTTPConnection]


class WebhookSender:
    """
    Looks a name up once, and connects to the very address that it has looked at.

    So nobody can show one address to the check and another to the connection. Where
    any of a name's addresses is not a public one, nothing is connected to. A redirect
    is a failure: nobody is followed.
    """

    def __init__(
        self, resolve: Resolve | None = None, connect: Connect | None = None
    ) -> None:
        self._resolve = resolve or _addresses_of
        self._connect = connect or _connected

    def send(
        self, *, url: str, secret: str, message_id: str, body: bytes, at: datetime
    ) -> str | None:
        """
        Send it; return nothing if it was taken, or the code of what went wrong.
        """
        timestamp = int(at.timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Babygruppe",
            "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature_of(
                secret, message_id=message_id, timestamp=timestamp, body=body
            ),
        }
        try:
            status = self._posted(checked_address(url), body, headers)
        except Invalid:
            return "not-an-address"
        except _NotPublic:
            return "not-public"
        except TimeoutError:
            return "timeout"
        except ssl.SSLError:
            return "certificate"
        except (OSError, HTTPException, UnicodeError):
            return "not-reached"
        return None if status in _TAKEN else f"http-{status}"

    def _posted(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        told = urlsplit(url)
        host, port = told.hostname or "", told.port or _HTTPS
        address = _public(self._resolve(host, port))
        connection = self._connect(address, host, port)
        try:
            path = (told.path or "/") + (f"?{told.query}" if told.query else "")
            connection.request("POST", path, body, {"Host": told.netloc, **headers})
            answer = connection.getresponse()
            answer.read(_READ)
            return answer.status
        finally:
            connection.close()


class _NotPublic(Exception):
    """
    A name points into a network that is not the public one.
    """


def _public(addresses: Iterable[str]) -> str:
    """
    Return the first of these, if all of them are public.

    Raises _NotPublic.
    """
    told = list(addresses)
    if not told or not all(_is_public(ip_address(each)) for each in told):
        raise _NotPublic
    return told[0]


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """
    Whether it is the address of a machine on the public network.

    What is written inside an IPv6 address counts too: mapped, 6to4, Teredo and NAT64.
    """
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is not None:
            return _is_public(inside)
        if address.teredo is not None or address in _NAT64:
            return False
    return address.is_global and not address.is_multicast


def _addresses_of(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]).split("%")[0] for each in found]


class _ToOneAddress(HTTPSConnection):
    """
    Speaks TLS with a name, over a connection to an address that is known already.
    """

    def __init__(self, address: str, host: str, port: int) -> None:
        self._trusts = ssl.create_default_context()
        super().__init__(host, port, timeout=_PATIENCE, context=self._trusts)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), _PATIENCE)
        self.sock = self._trusts.wrap_socket(plain, server_hostname=self.host)


def _connected(address: str, host: str, port: int) -> HTTPConnection:
    return _ToOneAddress(address, host, port)
