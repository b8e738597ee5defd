"""
A page in the reader's language: chosen on the page, remembered, and Danish otherwise.
"""

from datetime import UTC, date, datetime

import pytest
import requests

from shared.web import danish, english, moments
from shared.web.language import Reading, lazy_gettext, reading_in
from tests.support.way_in import WayIn

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen
ENGLISH = {"language": "en"}


def chosen(address: str, language: str, **headers: str) -> requests.Response:
    return requests.post(
        f"{address}/language",
        data={"language": language},
        headers=headers,
        allow_redirects=False,
        timeout=5,
    )


class TestChoice:
    def test_is_danish_until_somebody_chooses(self, address: str, way_in: WayIn):
        """
        Whatever the browser is set to: the product's own words come first.
        """
        told = {"Accept-Language": "en"}
        page = requests.get(f"{address}/mothers", **way_in.of(**told), timeout=5).text

        assert '<html lang="da">' in page
        assert "<h1>Mødre</h1>" in page
        assert 'value="en" lang="en">English</button>' in page

    def test_is_remembered_by_the_browser(self, address: str, way_in: WayIn):
        """
        One press, no JavaScript: the next page is in English, and says so.
        """
        answer = chosen(address, "en", Referer=f"{address}/mothers")
        shown = way_in.of()
        shown["cookies"] |= dict(answer.cookies)
        page = requests.get(address + "/mothers", **shown, timeout=5).text

        assert answer.headers["Location"] == "/roster/mothers"
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert '<html lang="en">' in page
        assert "<h1>Mothers</h1>" in page
        assert 'value="da" lang="da">Dansk</button>' in page

    def test_is_not_taken_for_a_language_that_there_is_not(self, address: str):
        """
        Nothing is remembered, and a cookie of the kind is read as Danish.
        """
        answer = chosen(address, "xx")
        cookies = {"language": "xx"}
        page = requests.get(address + "/was", cookies=cookies, timeout=5).text

        assert "Set-Cookie" not in answer.headers
        assert '<html lang="da">' in page

    @pytest.mark.parametrize(
        "came_from",
        ["https://elsewhere.example/x", "//elsewhere.example", "", "javascript:1"],
    )
    def test_leads_nowhere_else(self, address: str, came_from: str):
        """
        Only a page of ours is gone back to.
        """
        answer = chosen(address, "en", Referer=came_from)

        assert answer.headers["Location"] == "/roster/"

    def test_goes_back_to_no_other_machine_by_two_slashes(self, address: str):
        """
        A path that begins with two slashes names another machine.
        """
        root = address.rpartition("/")[0]
        answer = chosen(address, "en", Referer=f"{root}//elsewhere.example")

        assert answer.headers["Location"] == "/roster/"


class TestRefusals:
    def test_speak_the_readers_language(self, address: str, way_in: WayIn):
        """
        Title, sentence, field and what is wrong: all of it.
        """
        shown = way_in.of()
        shown["cookies"] |= ENGLISH
        answer = requests.post(f"{address}/groups/new", data={}, **shown, timeout=5)

        assert answer.status_code == 422
        assert "Something needs to be corrected" in answer.text
        assert (
            "<strong>Day of the week</strong>: This must be filled in." in answer.text
        )

    @pytest.mark.parametrize(
        ("path", "told"),
        [("/nowhere", "There is no such page"), ("/mothers/new/x", "no such page")],
    )
    def test_speak_it_at_the_door_too(self, address: str, path: str, told: str):
        """
        Where no page is, the door answers, in the same language.
        """
        answer = requests.get(address + path, cookies=ENGLISH, timeout=5)

        assert answer.status_code == 404
        assert told in answer.text
        assert '<html lang="en">' in answer.text

    def test_leave_a_way_back(self, address: str, way_in: WayIn):
        """
        A refusal has a link to the page that the form stood on.
        """
        shown = way_in.of(Referer=f"{address}/groups/new")
        answer = requests.post(f"{address}/groups/new", data={}, **shown, timeout=5)

        assert '<a class="button" href="/roster/groups/new">Tilbage</a>' in answer.text


class TestMoments:
    @pytest.mark.parametrize(
        ("name", "in_danish", "in_english"),
        [
            ("day", "tirsdag d. 24. november", "Tuesday 24 November"),
            ("time_of_day", "10.00", "10:00"),
            (
                "day_and_time",
                "tirsdag d. 24. november kl. 10.00",
                "Tuesday 24 November, 10:00",
            ),
            ("week", "uge 48", "week 48"),
            ("date_with_year", "24. november 2026", "24 November 2026"),
            ("month", "november 2026", "November 2026"),
        ],
    )
    def test_are_written_as_in_each_language(self, name, in_danish, in_english):
        """
        On Copenhagen's clock, as people write it.
        """
        write = getattr(moments, name)

        assert write(TUESDAY_TEN) == in_danish
        with reading_in(Reading(language="en")):
            assert write(TUESDAY_TEN) == in_english

    def test_know_the_same_in_every_language(self):
        """
        What one language can write, the other can.
        """
        written = {write.__name__ for write in moments.FILTERS} - {"phone", "sentence"}

        assert written <= set(vars(danish))
        assert written <= set(vars(english))

    def test_name_a_language_that_has_no_name_by_its_code(self):
        """
        Better a code than nothing.
        """
        assert moments.language_name("tr") == "tyrkisk"
        assert moments.language_name("xx-yy") == "xx-yy"

    def test_take_a_plain_day(self):
        """
        A birthday has no time and needs no clock.
        """
        assert moments.day(date(2026, 11, 24)) == "tirsdag d. 24. november"


class TestLazyTexts:
    def test_are_said_when_they_are_shown(self):
        """
        A text that stands in a table at import is said in the language of the page.
        """

        class Shouting(Reading().catalogue.__class__):
            def gettext(self, message: str) -> str:
                return message.upper()

        text = lazy_gettext("mor")

        assert str(text) == "mor"
        with reading_in(Reading(language="en", catalogue=Shouting())):
            assert f"{text}" == "MOR"
        assert str(text) == "mor"
