"""
Behind TLS: what a browser is told to keep, and what it is never to do again.
"""

from http.cookies import Morsel, SimpleCookie

import pytest
import requests

from shared.access.domain.invitation import LinkKind
from shared.access.storage.book import changing
from shared.access.usecases.invite_user import link_for
from shared.config import DoorSettings
from shared.kernel.organisations import Role
from shared.web.forgery import HEADER, guard_of
from tests.web.browser import Browser
from tests.web.conftest import Open

STRICT = "Strict-Transport-Security"
EVERYWHERE = (
    "/sign-in/", "/roster/", "/roster/was", "/roster/api/groups", "/outreach/health",
    "/roster/static/style.css", "/roster/service-worker.js", "/nowhere", "/people",
)  # fmt: skip


@pytest.fixture(scope="module")
def door_settings() -> DoorSettings:
    """
    Stand behind a proxy that speaks TLS.
    """
    return DoorSettings(origin="https://babygruppe.example", has_demo_links=True)


@pytest.fixture
def browser(opened: Open) -> Browser:
    return Browser(opened.root)


class TestCookies:
    def test_of_a_sign_in_are_for_this_host_over_tls_alone(
        self, opened: Open, browser: Browser
    ):
        """
        The name that browsers keep for one host, Secure, not for scripts, not sent
        along by other sites; taken away, it is named the same.
        """
        before, signed_in = come_in(opened, browser)
        gone = requests.post(
            f"{opened.root}/sign-out",
            headers=shown(signed_in["__Host-session"].value),
            allow_redirects=False,
            timeout=10,
        )

        assert set(before) == {"__Host-browser"}
        assert set(signed_in) == {"__Host-session", "__Host-browser"}
        told = [*before.values(), *signed_in.values(), *cookies_in(gone).values()]
        assert len(told) == 4
        assert {facts_of(one) for one in told} == {(True, True, "Lax", "/", "")}
        assert cookies_in(gone)["__Host-session"]["max-age"] == "0"

    def test_without_the_prefix_open_nothing(self, opened: Open, browser: Browser):
        """
        A cookie that a neighbour under the same name could have set counts for nothing.
        """
        _, signed_in = come_in(opened, browser)
        secret = signed_in["__Host-session"].value

        statuses = [
            requests.get(
                f"{opened.root}/referrals/",
                headers={"Cookie": f"{name}={secret}"},
                allow_redirects=False,
                timeout=10,
            ).status_code
            for name in ("__Host-session", "session")
        ]

        assert statuses == [200, 303]

    def test_of_the_language_goes_over_tls_alone(self, opened: Open):
        """
        It tells little, and still it is told to nobody on the way.
        """
        answer = requests.post(
            f"{opened.root}/roster/language",
            data={"language": "en"},
            allow_redirects=False,
            timeout=10,
        )

        [told] = cookies_in(answer).values()
        assert facts_of(told) == (True, True, "Strict", "/", "")


class TestStrictTransport:
    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_is_told_with_every_answer(self, opened: Open, path: str):
        """
        Page, API, file or refusal: for two years no browser tries without TLS.
        """
        answer = requests.get(opened.root + path, allow_redirects=False, timeout=10)

        assert answer.headers[STRICT] == "max-age=63072000; includeSubDomains"

    def test_is_not_told_without_tls(self, address: str):
        """
        The control: on plain loopback it would shut out whoever tries it there.
        """
        assert STRICT not in requests.get(f"{address}/was", timeout=10).headers


class TestAddresses:
    def test_that_are_given_on_begin_as_browsers_call_us(self, opened: Open):
        """
        Whatever the proxy calls us: a calendar's address is one that a phone can reach.
        """
        secret = opened.way_in.secret(opened.way_in.user(Role.COORDINATOR))

        page = requests.post(
            f"{opened.root}/outreach/task_feed", headers=shown(secret), timeout=10
        )

        assert 'value="https://babygruppe.example/outreach/tasks/' in page.text


def come_in(opened: Open, browser: Browser) -> tuple[SimpleCookie, SimpleCookie]:
    """
    Come in by a link; return the cookies of the form's page, and of coming in.

    The browser is ours: one that knows of Secure would not send them on a plain line.
    """
    user = opened.way_in.user(Role.HEALTH_VISITOR)
    with changing(opened.access) as book:
        link = link_for(user, kind=LinkKind.DEMO, now=opened.clock.now(), book=book)
    place = f"/sign-in/demo/{link.secret}"
    before = cookies_in(browser.get(place))
    done = requests.post(
        opened.root + place,
        data={"form_key": browser.form_key()},
        headers={"Cookie": f"__Host-browser={before['__Host-browser'].value}"},
        allow_redirects=False,
        timeout=10,
    )
    assert done.status_code == 303, done.text
    return before, cookies_in(done)


def cookies_in(answer: requests.Response) -> SimpleCookie:
    told = SimpleCookie()
    for line in answer.raw.headers.getlist("Set-Cookie"):
        told.load(line)
    return told


def facts_of(cookie: "Morsel[str]") -> tuple[bool, bool, str, str, str]:
    names = ("secure", "httponly", "samesite", "path", "domain")
    secure, httponly, samesite, path, domain = (cookie[name] for name in names)
    return bool(secure), bool(httponly), samesite, path, domain


def shown(secret: str) -> dict[str, str]:
    return {"Cookie": f"__Host-session={secret}", HEADER: guard_of(secret)}
