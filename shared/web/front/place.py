"""
Where a request comes from, and whether a secret may be told there.
"""

import ipaddress

from werkzeug.wrappers import Request

from shared.config import DoorSettings
from shared.kernel.refusal import Invalid


class NotSafeHere(Invalid):
    """
    Without TLS a password would be read by everybody on the way.
    """

    code = "not-safe-here"


def is_loopback(host: str) -> bool:
    """
    Whether this name is the machine itself, whatever its port.
    """
    name = host.rpartition(":")[0] if ":" in host.rpartition("]")[2] else host
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_unless_safe(request: Request, door: DoorSettings) -> None:
    """
    Refuse to take or give a secret over an open line.

    Raises NotSafeHere.
    """
    if not door.has_tls and not is_loopback(request.host):
        raise NotSafeHere({"address": ["Use https."]})


def address_of(request: Request, door: DoorSettings) -> str:
    """
    Return the address that our own outermost proxy saw; the rest anybody can write.

    Of IPv6 only the network: each household has more addresses than can be counted.
    What is no address, or came past one of the proxies, counts as our own neighbour's.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    through_all = 0 < door.proxies <= len(told)
    seen = told[-door.proxies] if through_all else ""
    return _network_of(seen.strip()) or _network_of(request.remote_addr or "")


def _network_of(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ipaddress.IPv6Network((int(known), 64), False))
