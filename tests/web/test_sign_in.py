"""
The sign-in, as a person and as an attacker meet it.
"""

import re
import statistics
import time
from dataclasses import replace
from datetime import timedelta

import eventlet
import pytest
import requests
from sqlalchemy import event
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from shared.access.domain.invitation import LinkKind
from shared.access.domain.tries import OF_ACCOUNT, OF_ADDRESS
from shared.access.domain.user import User
from shared.access.storage.book import changing
from shared.access.usecases.disable_user import disable_user
from shared.access.usecases.invite_user import invite_user, link_for
from shared.access.usecases.sign_in import begin_sign_in
from shared.kernel.organisations import Organisation, Role
from shared.web.front import password as passwords
from shared.web.front.known_browser import known_as, remember_browser
from shared.web.front.password import hash_of
from tests.web.browser import Browser
from tests.web.conftest import Open

PASSWORD = "fire blå heste"  # noqa: S105 - invented.
NAME = "prøve.koordinator"


@pytest.fixture(autouse=True)
def user(opened: Open) -> User:
    """
    Give a coordinator with a password, to a door that has counted no tries.
    """
    with changing(opened.access) as book:
        known = book.users.called(NAME)
        book.tries.forget_old(now=opened.clock.now() + timedelta(days=1))
        if known is None:
            known = invite_user(
                organisation=Organisation.HOUSING_TEAM,
                role=Role.COORDINATOR,
                name="Prøve Koordinator",
                sign_in_name=NAME,
                now=opened.clock.now(),
                book=book,
            ).user.with_password(hash_of(PASSWORD))
            book.users.change(known)
    return known


@pytest.fixture
def browser(opened: Open) -> Browser:
    return Browser(opened.root)


class TestSignIn:
    def test_leads_back_to_where_she_was_going(self, browser: Browser):
        """
        A page that is asked for before signing in is shown afterwards, query and all.
        """
        asked = browser.get("/referrals/new?mother=1")
        form = browser.get(asked.headers["Location"])
        assert (asked.status_code, form.status_code) == (303, 200)

        done = browser.send(
            "/sign-in/",
            name=NAME.upper(),
            password=PASSWORD,
            to="/referrals/new?mother=1",
        )

        assert done.status_code == 303
        assert done.headers["Location"] == "/referrals/new?mother=1"
        assert browser.get("/outreach/").status_code == 200
        assert "Prøve Koordinator" in browser.page.text

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "//elsewhere.example/",
            "https://elsewhere.example/",
            "/\\elsewhere.example",
            "\\\\elsewhere.example",
            "/\t/elsewhere.example",
            "javascript:alert(1)",
            "elsewhere.example",
        ],
    )
    def test_leads_to_our_own_pages_only(self, browser: Browser, elsewhere: str):
        """
        Whatever stands in a link, the sign-in does not lead to another site.
        """
        done = browser.sign_in(NAME, PASSWORD, to=elsewhere)

        assert done.headers["Location"] == "/outreach/"

    def test_gives_a_new_secret_each_time_and_a_safe_cookie(self, browser: Browser):
        """
        A cookie that was there before is not the one afterwards; no script reads it,
        and no other site's form takes it along.
        """
        browser.session.cookies.set("session", "planted")

        done = browser.sign_in(NAME, PASSWORD)

        [told] = [
            one for one in done.headers["Set-Cookie"].split(", ") if "session=" in one
        ]
        assert "planted" not in told
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(told.split("; "))
        assert "Domain" not in told

    def test_answers_alike_who_is_not_known_and_who_is_wrong(self, browser: Browser):
        """
        The same page and about the same time, so that nobody learns who works here.
        """
        told: dict[str, list[tuple[int, str, float]]] = {NAME: [], "nobody": []}
        for _ in range(4):
            for name, answers in told.items():
                begun = time.perf_counter()
                answer = browser.sign_in(name, "helt forkert kode")
                text = answer.text.replace(name, "").replace(browser.form_key(), "")
                took = time.perf_counter() - begun
                answers.append((answer.status_code, _without_keys(text), took))

        wrong, unknown = told[NAME], told["nobody"]
        assert {one[:2] for one in wrong} == {one[:2] for one in unknown}
        assert wrong[0][0] == 401
        ratio = statistics.median(one[2] for one in wrong) / statistics.median(
            one[2] for one in unknown
        )
        assert 0.4 < ratio < 2.5

    def test_tries_nobodys_password_as_long_as_anybodys(
        self, user: User, browser: Browser, monkeypatch: pytest.MonkeyPatch
    ):
        """
        One password is checked for a known name and one for an unknown one.
        """
        tried: list[str] = []
        monkeypatch.setattr(
            passwords, "_verify", lambda against, _typed: bool(tried.append(against))
        )

        browser.sign_in(NAME, "helt forkert kode")
        browser.sign_in("nobody", "helt forkert kode")

        assert len(tried) == 2
        assert tried[0] == user.password_hash
        assert tried[0].startswith("$argon2id$")

    def test_looks_at_few_of_many_tries(
        self, opened: Open, monkeypatch: pytest.MonkeyPatch
    ):
        """
        Hundreds of tries, many at once: twenty at most are looked at, the others hear
        when to come again, and the right password does not help before that.
        """
        tried: list[str] = []
        monkeypatch.setattr(
            passwords, "_verify", lambda against, _typed: bool(tried.append(against))
        )
        browser = Browser(opened.root)
        browser.get("/sign-in/")
        key = browser.form_key()

        def try_once(number: int) -> requests.Response:
            told = {"name": f"name {number}", "password": PASSWORD}
            return browser.post("/sign-in/", form_key=key, **told)

        answers = list(eventlet.GreenPool(10).imap(try_once, range(300)))

        assert len(tried) == OF_ADDRESS
        assert sum(one.status_code == 429 for one in answers) == 300 - OF_ADDRESS
        assert int(answers[-1].headers["Retry-After"]) > 0
        assert browser.sign_in(NAME, PASSWORD).status_code == 429

    def test_waits_for_one_account_from_anywhere(self, opened: Open, browser: Browser):
        """
        Eight wrong tries, and it waits a quarter of an hour; then it is as before.
        """
        for _ in range(OF_ACCOUNT):
            browser.sign_in(NAME, "helt forkert kode")
        assert browser.sign_in(NAME, PASSWORD).status_code == 429

        opened.clock.later(minutes=15)

        assert browser.sign_in(NAME, PASSWORD).status_code == 303

    def test_does_not_wait_where_she_has_signed_in_before(
        self, opened: Open, browser: Browser
    ):
        """
        Whoever tries her name from elsewhere keeps her out of new browsers and not of
        her own, where eight wrong tries of its own are as many as anywhere.
        """
        browser.sign_in(NAME, PASSWORD)
        browser.get("/outreach/")
        browser.send("/sign-out")
        for _ in range(OF_ACCOUNT + 1):
            Browser(opened.root).sign_in(NAME, "helt forkert kode")

        assert Browser(opened.root).sign_in(NAME, PASSWORD).status_code == 429
        assert browser.sign_in(NAME, PASSWORD).status_code == 303
        assert Browser(opened.root).sign_in(NAME, PASSWORD).status_code == 429

        browser.get("/outreach/")
        browser.send("/sign-out")
        for _ in range(OF_ACCOUNT):
            browser.sign_in(NAME, "helt forkert kode")
        assert browser.sign_in(NAME, PASSWORD).status_code == 429

    def test_knows_a_browser_by_nothing_that_another_can_make(
        self, opened: Open, user: User, browser: Browser
    ):
        """
        What a browser is known by says nothing of her, holds for her alone, and ends
        with her password.
        """
        browser.sign_in(NAME, PASSWORD)
        known = browser.kept["known"]
        request, hers = _request_with(known), user.with_password("new")

        assert NAME not in known
        assert str(user.id) not in known
        assert known_as(request, user, opened.house.door)
        assert not known_as(request, hers, opened.house.door)
        assert not known_as(_request_with("a.b~x"), user, opened.house.door)

    def test_remembers_all_who_share_a_phone(self, opened: Open, user: User):
        """
        Each of them is known at it, and who has not been there for long is forgotten.
        """
        people = [replace(user, password_hash=f"hash {number}") for number in range(7)]
        known = ""
        for one in people:
            response = Response()
            remember_browser(_request_with(known), response, one, opened.house.door)
            known = response.headers["Set-Cookie"].split("=", 1)[1].split(";")[0]

        request = _request_with(known)
        found = [bool(known_as(request, one, opened.house.door)) for one in people]
        assert found == [False] + [True] * 6

    def test_needs_the_form_of_the_same_browser(self, opened: Open, browser: Browser):
        """
        Another site cannot sign a browser in under a name of its choice.
        """
        stranger = Browser(opened.root)
        stranger.get("/sign-in/")
        browser.get("/sign-in/")
        told = {"name": NAME, "password": PASSWORD}

        foreign = browser.post("/sign-in/", form_key=stranger.form_key(), **told)
        none = browser.post("/sign-in/", **told)

        assert (foreign.status_code, none.status_code) == (403, 403)

    def test_is_found_whatever_strokes_are_typed(self, browser: Browser):
        """
        An address with one stroke too many or too few leads to the right one.
        """
        places = {
            browser.get(f"/sign-in{end}").headers["Location"] for end in ("", "//")
        }

        assert places == {"/sign-in/"}

    @pytest.mark.parametrize("origin", ["", "null", "http://elsewhere.example"])
    def test_is_open_to_an_older_phone(self, browser: Browser, origin: str):
        """
        A browser that does not say from which site a form comes says its origin, where
        the page lets it; the form of the sign-in comes from here or not at all.
        """
        page = browser.get("/sign-in/")
        headers = {"Origin": origin or browser.root}

        done = browser.send_as(headers, "/sign-in/", name=NAME, password=PASSWORD)

        assert page.headers["Referrer-Policy"] == "same-origin"
        assert done.status_code == (403 if origin else 303)

    @pytest.mark.parametrize(
        "place",
        [
            "/sign-in/",
            "/sign-in/language",
            "/sign-in/invitation/x",
            "/roster/language",
            "/roster/own/x/cancel",
        ],
    )
    def test_reads_little_from_strangers(self, browser: Browser, place: str):
        """
        Whoever has not signed in cannot fill the disk: nothing is read of a large file.
        """
        large = {"file": b"x" * 150_000}

        answer = browser.session.post(browser.root + place, files=large, timeout=10)

        assert answer.status_code == 413

    def test_takes_no_password_over_an_open_line(self, browser: Browser):
        """
        Under another name than the machine's own, and without TLS, nobody signs in.
        """
        browser.get("/sign-in/")
        answer = browser.session.post(
            f"{browser.root}/sign-in/",
            data={"name": NAME, "password": PASSWORD, "form_key": browser.form_key()},
            headers={
                "Host": "babygruppe.example",
                "Cookie": f"browser={browser.kept['browser']}",
            },
            timeout=10,
        )

        assert answer.status_code == 422
        assert "https" in answer.text

    def test_ends_with_signing_out_and_leaves_nothing(self, browser: Browser):
        """
        The cookie opens nothing any more, and the browser is told to forget.
        """
        browser.sign_in(NAME, PASSWORD)
        kept = browser.kept["session"]
        browser.get("/outreach/")

        done = browser.send("/sign-out")

        assert done.headers["Location"] == "/sign-in/"
        assert '"storage"' in done.headers["Clear-Site-Data"]
        browser.session.cookies.set("session", kept)
        assert browser.get("/outreach/").status_code == 303


class TestSession:
    def test_ends_at_once_when_the_user_is_disabled(self, opened: Open):
        """
        Fifty browsers of one person: a moment later none of them is let in.
        """
        gone = opened.way_in.user(Role.HEALTH_VISITOR)
        leaver = User(
            **{**vars(gone), "id": type(gone.id)(int=gone.id.int ^ 1), "name": "Prøve"}
        )
        with changing(opened.access) as book:
            book.users.add(leaver)
        secrets = [_fresh(opened, leaver) for _ in range(50)]
        assert {_status(opened, one) for one in secrets} == {200}

        with changing(opened.access) as book:
            disable_user(
                user_id=leaver.id,
                organisation_id=None,
                now=opened.clock.now(),
                book=book,
            )
        begun = time.perf_counter()
        after = {_status(opened, one) for one in secrets}

        assert after == {401}
        assert time.perf_counter() - begun < 5

    @pytest.mark.parametrize(
        ("steps", "each", "status"),
        [(1, 29, 200), (1, 31, 401), (21, 28, 200), (22, 28, 401)],
    )
    def test_ends_idle_after_half_an_hour_and_after_ten_hours(
        self, opened: Open, user: User, steps: int, each: int, status: int
    ):
        """
        Somebody who goes on working is let in for ten hours and not longer.
        """
        secret = _fresh(opened, user)

        for _ in range(steps):
            opened.clock.later(minutes=each)
            last = _status(opened, secret)

        assert last == status

    def test_is_written_down_once_a_minute(self, opened: Open, user: User):
        """
        A hundred looks within a minute write nothing.
        """
        secret = _fresh(opened, user)
        written: list[str] = []

        def note(_connection, _cursor, statement, *_rest):
            if statement.startswith("UPDATE"):
                written.append(statement)

        event.listen(opened.access, "before_cursor_execute", note)
        try:
            for _ in range(20):
                _status(opened, secret)
            opened.clock.later(seconds=61)
            for _ in range(20):
                _status(opened, secret)
        finally:
            event.remove(opened.access, "before_cursor_execute", note)

        assert len(written) == 1


class TestForms:
    def test_without_proof_are_refused(self, opened: Open, browser: Browser):
        """
        A form without the guard, with another's, or a JSON request with the cookie
        alone: 403, and nothing is done.
        """
        browser.sign_in(NAME, PASSWORD)
        other = Browser(opened.root)
        other.sign_in(NAME, PASSWORD)
        other.get("/roster/groups/new")
        group = {
            "name": "Prøve", "weekday": "1", "starts_at": "10:00",
            "ends_at": "12:00", "place": "Hus",
        }  # fmt: skip

        page = browser.post("/roster/groups/new", **group)
        foreign = browser.post("/roster/groups/new", form_key=other.form_key(), **group)
        api = browser.session.post(
            f"{opened.root}/roster/api/groups",
            json=group,
            headers={"Idempotency-Key": "a"},
            timeout=10,
        )

        assert [one.status_code for one in (page, foreign, api)] == [403] * 3
        assert api.json()["code"] == "form-not-ours"
        assert browser.get("/roster/api/groups").json() == []

    def test_sent_too_late_lead_to_the_sign_in_and_back_to_their_page(
        self, opened: Open, browser: Browser
    ):
        """
        Who fills in a form for too long signs in, and finds the form again.
        """
        answer = browser.session.post(
            f"{opened.root}/roster/groups/new",
            headers={"Referer": f"{opened.root}/roster/groups/new"},
            timeout=10,
            allow_redirects=False,
        )

        assert answer.status_code == 303
        assert answer.headers["Location"] == "/sign-in/?to=%2Froster%2Fgroups%2Fnew"


class TestLinks:
    def test_of_an_invitation_change_nothing_when_they_are_looked_at(
        self, opened: Open, browser: Browser
    ):
        """
        A preview opens the link ten times; then she sets her password, once.
        """
        with changing(opened.access) as book:
            link = invite_user(
                organisation=Organisation.DAYCARE,
                role=Role.PAEDAGOG,
                name="Prøve Pædagog",
                sign_in_name=f"ny {opened.clock.now()}",
                now=opened.clock.now(),
                book=book,
            )
        place = f"/sign-in/invitation/{link.secret}"
        for _ in range(10):
            assert Browser(opened.root).get(place).status_code == 200
        browser.get(place)
        assert browser.page.headers["Referrer-Policy"] == "no-referrer"

        short = browser.send(place, **dict.fromkeys(("password", "again"), "kort"))
        differ = browser.send(place, password=PASSWORD, again=NAME)
        done = browser.send(place, password=PASSWORD, again=PASSWORD)

        assert (short.status_code, differ.status_code) == (422, 422)
        assert (done.status_code, done.headers["Location"]) == (303, "/roster/")
        assert browser.get("/roster/").status_code == 200
        assert Browser(opened.root).get(place).status_code == 404

    def test_of_an_invitation_may_be_taken_by_two_taps(
        self, opened: Open, browser: Browser
    ):
        """
        The second tap of a hurried thumb comes in as well, by the password that the
        first has set; another password, or another browser, finds the link used.
        """
        name = f"hurtig {opened.clock.now()}"
        with changing(opened.access) as book:
            link = invite_user(
                organisation=Organisation.DAYCARE,
                role=Role.PAEDAGOG,
                name="Prøve Pædagog",
                sign_in_name=name,
                now=opened.clock.now(),
                book=book,
            )
        place = f"/sign-in/invitation/{link.secret}"
        other = Browser(opened.root)
        for one in (browser, other):
            one.get(place)
        cookies = browser.kept
        told = {"name": name, "password": PASSWORD, "again": PASSWORD}
        first = browser.send(place, **told)

        browser.session.cookies.clear()
        browser.session.cookies.update({"browser": cookies["browser"]})
        second = browser.send(place, **told)
        wrong = other.send(place, **told | {"password": "helt forkert kode"})

        assert (first.status_code, second.status_code) == (303, 303)
        assert browser.get("/roster/").status_code == 200
        assert wrong.status_code == 404
        assert "log ind" in wrong.text

    def test_that_nobody_gave_are_not_there(self, browser: Browser):
        """
        A guessed link says the same as one that was used.
        """
        assert browser.get("/sign-in/invitation/guessed").status_code == 404
        assert browser.get("/sign-in/demo/guessed").status_code == 404

    def test_are_taken_from_an_older_phone(self, opened: Open, browser: Browser):
        """
        Its form comes from nowhere, for the page tells its address to nobody; what
        guards it is the key that only this browser was given.
        """
        user = opened.way_in.user(Role.DAYCARE_INTAKE)
        with changing(opened.access) as book:
            link = link_for(user, kind=LinkKind.DEMO, now=opened.clock.now(), book=book)
        place, nowhere = f"/sign-in/demo/{link.secret}", {"Origin": "null"}
        browser.get(place)

        foreign = Browser(opened.root).send_as(nowhere, place)
        done = browser.send_as(nowhere, place)

        assert browser.page.headers["Referrer-Policy"] == "no-referrer"
        assert (foreign.status_code, done.status_code) == (403, 303)

    def test_of_a_demo_go_right_in_once(self, opened: Open, browser: Browser):
        """
        Looking does nothing; the button signs in; the second time there is nothing.
        """
        user = opened.way_in.user(Role.DAYCARE_INTAKE)
        with changing(opened.access) as book:
            link = link_for(user, kind=LinkKind.DEMO, now=opened.clock.now(), book=book)
        place = f"/sign-in/demo/{link.secret}"
        browser.get(place)

        done = browser.send(place)

        assert done.headers["Location"] == "/referrals/"
        assert browser.get("/referrals/").status_code == 200
        assert Browser(opened.root).get(place).status_code == 404


class TestPeople:
    def test_are_let_in_and_shut_out_by_their_administrator(
        self, opened: Open, browser: Browser
    ):
        """
        She makes a link for a new colleague, sees it once, and can shut her out again.
        """
        administrator = opened.way_in.user(
            Role.ADMINISTRATOR, Organisation.HOUSING_TEAM
        )
        browser.session.cookies.set("session", _fresh(opened, administrator))
        browser.get("/people")
        told = {"name": "Ny Kollega", "sign_in_name": "ny.kollega"}

        made = browser.send("/people", role="coordinator", **told)
        wrong = browser.send("/people", role="paedagog", name="X", sign_in_name="x")
        place = made.text.split('value="http')[-1].split('"')[0].split("/sign-in", 1)[1]
        newcomer = Browser(opened.root)
        newcomer.get(f"/sign-in{place}")
        newcomer.send(f"/sign-in{place}", password=PASSWORD, again=PASSWORD)
        assert newcomer.get("/outreach/").status_code == 200
        browser.get("/people")
        user_id = browser.page.text.split("Ny Kollega")[1].split("/people/")[1][:36]
        browser.send(f"/people/{user_id}/disable")

        assert wrong.status_code == 422
        assert newcomer.get("/outreach/").status_code == 303
        itself = browser.send(f"/people/{administrator.id}/disable")
        assert itself.status_code == 409
        assert browser.get("/people").status_code == 200

    def test_are_refused_field_by_field_in_the_forms_words(
        self, opened: Open, browser: Browser
    ):
        """
        What is missing is named as the form names it, in the reader's language.
        """
        administrator = opened.way_in.user(Role.ADMINISTRATOR, Organisation.DAYCARE)
        browser.session.cookies.set("session", _fresh(opened, administrator))
        browser.get("/people")
        told = {"name": " ", "sign_in_name": "x", "role": "paedagog"}

        danish = browser.send("/people", **told).text
        browser.session.cookies.set("language", "en")
        english = browser.send("/people", **told).text

        assert "<strong>Navn</strong>: Skal udfyldes." in danish
        assert "<strong>Name</strong>: This must be filled in." in english

    def test_of_another_organisation_are_not_there(
        self, opened: Open, user: User, browser: Browser
    ):
        """
        Another organisation's administrator neither sees nor shuts out.
        """
        other = opened.way_in.user(Role.ADMINISTRATOR, Organisation.DAYCARE)
        browser.session.cookies.set("session", _fresh(opened, other))

        text = browser.get("/people").text
        answer = browser.send(f"/people/{user.id}/disable")

        assert user.name not in text
        assert answer.status_code == 404


def _request_with(known: str) -> Request:
    return EnvironBuilder(headers={"Cookie": f"known={known}"}).get_request()


def _fresh(opened: Open, user: User) -> str:
    with changing(opened.access) as book:
        return begin_sign_in(user=user, now=opened.clock.now(), book=book)


def _status(opened: Open, secret: str) -> int:
    return requests.get(
        f"{opened.root}/roster/api/groups", cookies={"session": secret}, timeout=10
    ).status_code


def _without_keys(text: str) -> str:
    return re.sub(r'name="form_key" value="[^"]*"', "", text)
