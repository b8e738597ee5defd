"""
A mother's own page, opened by her phone, by messengers' robots, and by strangers.
"""

import re

import pytest
import requests
from sqlalchemy import select
from structlog.testing import capture_logs

from services.roster.entrypoints.own_words import WORDS
from services.roster.storage.tables import metadata
from shared.access.domain.tries import OF_LINKS
from shared.access.storage.tables import tries
from shared.config import KeptFor
from shared.contracts.roster.attendance import AttendanceExcusedLate
from shared.kernel.mothers_languages import MOTHERS_LANGUAGES
from shared.looks.look import Part
from shared.looks.tables import looks

LASTS = KeptFor().own_links
PATIENCE = 10  # seconds
NAME = "Zeynep Çemşîr"
WRONG = "0" * 22


class HerPhone:
    """
    A phone that has the link and nothing else: no sign-in, no script, no cookie.
    """

    def __init__(self, page):
        [self.address] = re.findall(r'id="address" value="([^"]+)"', page.html)
        self.secret = self.address.rpartition("/")[2]

    def ask(self, send=requests.get, **headers):
        return send(self.address, headers=headers, timeout=PATIENCE)

    def tap(self, action, **written):
        """
        Send the form that goes there; a page without a referrer says so of its origin.
        """
        [path, session_id] = re.findall(
            rf'action="(\S+/{action})"[^>]*>\s*<input type="hidden" name="session_id"'
            r' value="([^"]+)"',
            self.ask().text,
        )[0]
        root = self.address.partition("/roster/")[0]
        return requests.post(
            root + path,
            data={"session_id": session_id, **written},
            headers={"Origin": "null"},
            timeout=PATIENCE,
        )


@pytest.fixture(autouse=True)
def _nothing_tried(running_roster):
    _, _, way_in = running_roster
    with way_in.engine.begin() as connection:
        connection.execute(tries.delete())


@pytest.fixture
def tables(running_roster):
    """
    Give a way to read all that a roster has written, and what the door has counted.
    """
    _, engine, way_in = running_roster

    def read():
        with engine.connect() as connection:
            mine = {
                table.name: connection.execute(select(table)).all()
                for table in metadata.sorted_tables
            }
        with way_in.engine.connect() as connection:
            return mine | {"tries": connection.execute(select(tries)).all()}

    return read


@pytest.fixture
def group_id(visitor):
    return visitor.group()


@pytest.fixture
def mother_id(visitor, group_id):
    return visitor.mother(group_id, NAME, languages=["ar", "da"])


@pytest.fixture
def session_id(visitor, group_id):
    return visitor.session(group_id, "2026-11-24")


def made(visitor, mother_id):
    """
    Make a link as the staff do, by one tap on her page.
    """
    page = visitor.open(f"/roster/mothers/{mother_id}")
    return page.send(f"/roster/mothers/{mother_id}/own_link")


@pytest.fixture
def phone(visitor, mother_id, session_id):
    assert session_id
    return HerPhone(made(visitor, mother_id))


class TestHerQuestion:
    def test_is_thanked_for_only_when_it_stands_on_the_list(
        self, visitor, group_id, phone, session_id
    ):
        """
        Where the session is cancelled meanwhile she is told that it did not work, also
        if she has asked before; and nothing that she wrote stands in an address.
        """
        visitor.session(group_id, "2026-12-01")
        thanks, not_now = WORDS["ar"]["asked"], WORDS["ar"]["later"]
        first = phone.tap("ask", text="Hvor længe må et barn sove?")
        visitor.post(f"/sessions/{session_id}/cancel", reason="room_closed")

        cancelled = phone.tap("ask", text="Er sutten farlig?", session_id=session_id)

        assert (thanks in first.text, not_now in first.text) == (True, False)
        assert (thanks in cancelled.text, not_now in cancelled.text) == (False, True)
        assert cancelled.url == f"{phone.address}?asked=no"


class TestHerPage:
    def test_takes_a_cancellation_by_one_tap_and_another_back(
        self, visitor, phone, session_id, clock
    ):
        """
        Without a sign-in or a script; the staff see at once that she wrote it herself.
        """
        before = phone.ask().text
        after = phone.tap("cancel")
        again = phone.ask().text
        register = visitor.open(f"/roster/sessions/{session_id}")
        back = phone.tap("come_after_all").text
        clock.later(days=8)
        late = phone.ask().text

        assert "لا أستطيع الحضور" in before
        assert (after.status_code, after.url) == (200, phone.address)
        assert "نعرف أنكِ لن تحضري" in after.text
        assert again == after.text
        assert register.pressed() == [f"Afbud: {NAME}"]
        assert "skrev det selv" in register.text
        assert "لا أستطيع الحضور" in back
        assert "لم أستطع الحضور" in late

    def test_takes_a_miss_away_for_a_week(self, visitor, phone, session_id, clock):
        """
        The register was closed without a word of hers; on Wednesday she says it.
        """
        clock.later(days=7)
        visitor.post(f"/sessions/{session_id}/close")
        clock.later(days=1)

        page = phone.tap("cancel")

        [told] = visitor.announced(AttendanceExcusedLate)
        assert (told.event.entered_by, told.organisation) == ("mother", "mother")
        assert "نعرف أنكِ لن تحضري" in page.text

    def test_is_hers_in_her_language_and_says_nothing_of_her(self, phone):
        """
        Light, from the right, kept by nobody, found by nobody, naming nobody.
        """
        answer = phone.ask()

        assert '<html lang="ar" dir="rtl">' in answer.text
        assert "الثلاثاء 24 نوفمبر" in answer.text
        assert "Børnehuset" in answer.text
        assert not re.search("Zeynep|Çemşîr|<script|form_key", answer.text)
        assert len(answer.content) < 5_000
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in answer.headers

    def test_is_in_a_language_that_she_reads(self, visitor, mother_id, phone):
        """
        As her texts are: what she speaks is asked second.
        """
        form = visitor.open(f"/roster/mothers/{mother_id}/profile")
        form.send(f"/roster/mothers/{mother_id}/profile", reading_languages="tyrkisk")

        assert '<html lang="tr"' in phone.ask().text

    def test_is_changed_by_no_look(self, phone, tables):
        """
        Messengers open a link to show what is behind it, also before she does.
        """
        before = tables()

        robots = {"User-Agent": "WhatsApp/2.23", "Purpose": "prefetch"}
        answers = [phone.ask(send, **robots) for send in (requests.get, requests.head)]
        for action in ("cancel", "come_after_all"):
            wrong = requests.get(f"{phone.address}/{action}", timeout=PATIENCE)
            assert wrong.status_code == 405

        assert [one.status_code for one in answers] == [200, 200]
        assert answers[1].content == b""
        assert tables() == before


class TestSecret:
    def test_stands_in_no_log_and_in_no_table(self, phone, tables, capfd):
        """
        Neither when it is good nor when it is wrong, looked at, sent, or too often.
        """
        with capture_logs() as logged:
            phone.tap("cancel")
            phone.tap("come_after_all")
            phone.address = phone.address[:-3]
            requests.post(f"{phone.address}/cancel", timeout=PATIENCE)
            while phone.ask().status_code == 404:
                pass

        told = f"{logged} {capfd.readouterr()} {tables()}"
        assert "request_refused" in told
        assert phone.secret[:-3] not in told

    def test_is_refused_alike_whatever_is_wrong_with_it(
        self, visitor, phone, mother_id, clock
    ):
        """
        Made up, renewed, expired, taken back, or hers no more after her no thanks: the
        same page in every language, first in her browser's, that says how to go on.
        """
        german = {"Accept-Language": "de, fa-AF;q=0.9"}
        newer = HerPhone(made(visitor, mother_id))
        renewed = phone.ask(**german)
        phone.address = phone.address.replace(phone.secret, WRONG)
        invented = phone.ask(**german)
        clock.later(days=LASTS.days)
        expired = newer.ask(**german)
        clock.later(days=-LASTS.days)
        page = visitor.open(f"/roster/mothers/{mother_id}")
        page.send(f"/roster/mothers/{mother_id}/own_link/revoke")
        taken_back = newer.ask(**german)
        last = HerPhone(made(visitor, mother_id))
        visitor.post(f"/mothers/{mother_id}/decline")
        declined = last.ask(**german)

        answers = [renewed, invented, expired, taken_back, declined]
        assert {one.status_code for one in answers} == {404}
        assert len({one.text for one in answers}) == 1
        assert '<html lang="fa" dir="rtl">' in invented.text
        told = re.findall(r'<section lang="(\w+)"', invented.text)
        assert (told[0], set(told)) == ("fa", set(MOTHERS_LANGUAGES))
        assert "Skriv eller ring til os" in invented.text
        assert invented.headers["Referrer-Policy"] == "no-referrer"

    def test_cannot_be_tried_for_ever(self, phone, tables, clock):
        """
        After so many wrong ones an address waits; a good one costs nothing.
        """
        good = phone.address
        for _ in range(OF_LINKS + 5):
            assert phone.ask().status_code == 200
        phone.address = good.replace(phone.secret, WRONG)
        tried = [phone.ask().status_code for _ in range(OF_LINKS + 1)]
        phone.address = good
        waits = phone.ask()
        posted = requests.post(f"{good}/cancel", timeout=PATIENCE)
        clock.later(minutes=16)

        assert tried == [404] * OF_LINKS + [429]
        assert (waits.status_code, posted.status_code) == (429, 429)
        assert phone.ask().status_code == 200
        assert tables()["tries"][0].number == OF_LINKS


class TestStaff:
    def test_make_it_see_it_once_and_take_it_back(
        self, visitor, mother_id, clock, running_roster
    ):
        """
        One tap makes it, her page tells until when it is good, another closes it; it is
        a look at her like any other.
        """
        here = f"/roster/mothers/{mother_id}"
        before = visitor.open(here)

        shown = made(visitor, mother_id)
        after = visitor.open(here)
        clock.later(days=LASTS.days + 1)
        expired = visitor.open(here).text
        clock.later(days=-LASTS.days - 1)
        closed = visitor.open(here).send(f"{here}/own_link/revoke")

        assert "Hun har ikke noget link." in before.text
        assert "gælder til den 18. maj 2027" in shown.text
        assert HerPhone(shown).secret not in after.html
        assert "Det gælder til den 18. maj 2027" in after.text
        assert "Hendes link udløb den 18. maj 2027" in expired
        assert "Hun har ikke noget link." in closed.text
        _, engine, _ = running_roster
        with engine.connect() as connection:
            query = select(looks.c.person_id).where(looks.c.part == Part.OWN_LINK)
            assert str(mother_id) in {str(one) for one in connection.scalars(query)}

    def test_make_none_for_who_has_said_no(self, visitor, mother_id):
        """
        Her page does not offer it, and one that was open before says why.
        """
        before = visitor.open(f"/roster/mothers/{mother_id}")
        visitor.post(f"/mothers/{mother_id}/decline")

        late = before.send(f"/roster/mothers/{mother_id}/own_link")

        assert late.status == 409
        assert "own_link" not in visitor.open(f"/roster/mothers/{mother_id}").html
