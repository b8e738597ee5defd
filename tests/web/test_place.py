"""
Whose tries to sign in are counted together: what the proxies before us have seen.
"""

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from shared.config import DoorSettings
from shared.web.front.place import address_of

PROXY = "10.0.0.1"
HERS = "192.0.2.7"
SPOOFED = "203.0.113.9"


class TestAddress:
    @pytest.mark.parametrize(
        ("proxies", "told", "counted"),
        [
            (0, f"{HERS}", PROXY),
            (1, f"{HERS}", HERS),
            (1, f"{SPOOFED}, {HERS}", HERS),
            (2, f"{HERS}, 10.0.0.2", HERS),
            (2, f"{SPOOFED}, {HERS}, 10.0.0.2", HERS),
        ],
    )
    def test_is_what_our_outermost_proxy_saw(self, proxies, told, counted):
        """
        Behind two proxies two colleagues are two addresses, and what somebody writes
        herself before them makes her nobody else.
        """
        assert address_behind(proxies, told) == counted

    @pytest.mark.parametrize("told", ["", HERS, "unknown, 10.0.0.2", f"{HERS}:81, x"])
    def test_is_our_neighbours_where_the_proxies_do_not_tell(self, told):
        """
        What came past one of them, or is no address, shares one count: a new word each
        time must not be a new try each time.
        """
        assert address_behind(2, told) == PROXY

    def test_of_ipv6_is_its_network(self):
        """
        Who has a network has more addresses than can be counted; IPv4 in it is IPv4.
        """
        told = ("2001:db8:1:2::3", "2001:db8:1:2:ffff::4", "2001:db8:1:3::3")

        first, second, neighbour = (address_behind(1, one) for one in told)

        assert first == second != neighbour
        assert address_behind(1, f"::ffff:{HERS}") == HERS


def address_behind(proxies: int, told: str) -> str:
    environ = EnvironBuilder(
        headers={"X-Forwarded-For": told}, environ_overrides={"REMOTE_ADDR": PROXY}
    ).get_environ()
    return address_of(Request(environ), DoorSettings(proxies=proxies))
