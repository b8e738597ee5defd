"""
Pages come packed, unless somebody else may have chosen words that are on them.
"""

import pytest
import requests

from tests.support.way_in import WayIn


class TestPages:
    @pytest.mark.parametrize(
        ("path", "browser_takes", "told"),
        [
            ("/", "gzip", "gzip"),
            ("/privacy", "gzip", "gzip"),
            ("/", "identity", None),
            ("/?x=chosen", "gzip", None),
            ("/nowhere", "gzip", None),
            ("/api/groups", "gzip", None),
        ],
    )
    def test_are_packed_if_nothing_asked_for_is_on_them(
        self,
        address: str,
        way_in: WayIn,
        path: str,
        browser_takes: str,
        told: str | None,
    ):
        """
        A page asked for by its address alone is packed for who can unpack it.
        """
        shown = way_in.of(**{"Accept-Encoding": browser_takes})

        answer = requests.get(f"{address}{path}", timeout=5, **shown)

        assert answer.headers.get("Content-Encoding") == told
        if told:
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert answer.text.rstrip().endswith("</html>")
