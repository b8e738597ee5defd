"""
Addresses that there are not: whoever has signed in still has her menu there.
"""

import pytest

from shared.kernel.organisations import Role
from tests.web.browser import Browser
from tests.web.conftest import Open

MENU = 'href="/outreach/"'
NOWHERE = ("/nowhere", "/roster/nowhere", "/people/nowhere", "/roster/mothers/new/x")


class TestNowhere:
    @pytest.mark.parametrize("place", NOWHERE)
    def test_has_her_own_menu_and_a_stranger_s_has_none(self, opened: Open, place: str):
        """
        A wrong address is no reason to lose one's way; it tells a stranger nothing.
        """
        hers = Browser(opened.root)
        hers.session.cookies.update(opened.way_in.of(Role.COORDINATOR)["cookies"])

        seen = hers.get(place)
        stranger = Browser(opened.root).get(place)

        assert seen.status_code == stranger.status_code == 404
        assert MENU in seen.text
        assert MENU not in stranger.text
        assert "data-person" not in stranger.text
