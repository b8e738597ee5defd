"""
Files that a browser keeps: under an address of their own, and as they were published.
"""

import gzip
import hashlib
from pathlib import Path

import pytest
import requests

from shared.web.static_files import FILES, static_address

STATIC = Path(__file__).parents[2] / "shared" / "web" / "static"
SUMS = (STATIC / "SHA256SUMS").read_text(encoding="ascii").splitlines()


class TestVendored:
    @pytest.mark.parametrize("line", SUMS, ids=lambda line: line.split()[1])
    def test_is_the_file_that_was_published(self, line: str):
        """
        What is not our own is not changed here, not even by a blank.
        """
        told, name = line.split()

        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == told

    def test_is_known_by_sum_and_licence(self):
        """
        No script of somebody else comes in without its sum and its licence.
        """
        minified = {path.name for path in STATIC.glob("*.min.js")}

        assert {line.split()[1] for line in SUMS} == minified
        for name in minified:
            licence = STATIC / f"{name.removesuffix('.min.js')}.LICENSE.txt"
            assert "Permission to use, copy, modify" in licence.read_text("utf-8")


class TestStyleSheet:
    def test_is_small_and_our_own(self):
        """
        Below 20 kB, and it fetches nothing from anywhere.
        """
        style = (STATIC / "style.css").read_text(encoding="utf-8")

        assert len(style.encode()) < 20_000
        assert "url(" not in style
        assert "@import" not in style


class TestServing:
    def test_is_kept_for_a_year_under_the_address_of_its_content(self, address: str):
        """
        The address tells the content, so nobody has to ask again.
        """
        answer = requests.get(
            f"{address}/static/{static_address('style.css')}", timeout=5
        )

        assert answer.content == FILES["style.css"].content
        assert answer.headers["Content-Type"].startswith("text/css")
        assert "max-age=31536000, immutable" in answer.headers["Cache-Control"]

    def test_answers_another_release_with_the_file_of_today(self, address: str):
        """
        While a release starts, a page of the old one may ask the new one; the answer
        is not kept under the old name.
        """
        answer = requests.get(f"{address}/static/style-000000000000.css", timeout=5)

        assert answer.content == FILES["style.css"].content
        assert "immutable" not in answer.headers["Cache-Control"]

    def test_is_packed_for_whoever_can_unpack(self, address: str):
        """
        Gzip where the browser takes it, plain where it does not.
        """
        place = f"{address}/static/{static_address('htmx.min.js')}"
        packed = requests.get(
            place, headers={"Accept-Encoding": "gzip"}, timeout=5, stream=True
        )
        plain = requests.get(place, headers={"Accept-Encoding": "identity"}, timeout=5)

        told = packed.raw.read(decode_content=False)
        assert gzip.decompress(told) == plain.content == FILES["htmx.min.js"].content
        assert len(told) < len(plain.content) / 2
        assert packed.headers["Vary"] == "Accept-Encoding"

    @pytest.mark.parametrize("name", ["nothing.css", "SHA256SUMS", "..%2fpages.py"])
    def test_gives_nothing_else_away(self, address: str, name: str):
        """
        Only what is meant for browsers is served.
        """
        assert requests.get(f"{address}/static/{name}", timeout=5).status_code == 404

    def test_lets_the_door_have_its_style_too(self, address: str):
        """
        A page that no service stands behind looks like the others.
        """
        root = address.rpartition("/")[0]
        page = requests.get(f"{root}/nowhere", timeout=5)
        style = f"/static/{static_address('style.css')}"

        assert page.status_code == 404
        assert style in page.text
        assert requests.get(root + style, timeout=5).status_code == 200


@pytest.fixture
def door(address: str) -> str:
    return address.rpartition("/")[0]


class TestNoNetwork:
    @pytest.mark.parametrize(
        ("language", "words"), [("da", "Ingen forbindelse"), ("en", "No connection")]
    )
    def test_has_a_page_to_be_kept_that_is_about_nobody(self, door, language, words):
        """
        The same for everybody: no person, no menu, no form, nothing that is hers.
        """
        told = requests.get(f"{door}/no-network/{language}", timeout=5)

        assert f'<html lang="{language}">' in told.text
        assert f"<h1>{words}</h1>" in told.text
        assert "data-person" not in told.text
        assert "<form" not in told.text

    def test_has_a_worker_that_is_asked_for_each_time(self, door):
        """
        From the door itself, and in no other language than there is.
        """
        worker = requests.get(f"{door}/no-network-worker.js?language=da", timeout=5)

        assert worker.content == FILES["no_network_worker.js"].content
        assert worker.headers["Cache-Control"] == "no-cache"
        assert requests.get(f"{door}/no-network/xx", timeout=5).status_code == 404
