"""
Sign-in by another organisation: the whole code flow, against a real OIDC server.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from shared.access.storage.book import changing, looking
from shared.access.usecases.disable_user import disable_user
from shared.config import DoorSettings, OidcSettings
from shared.kernel.organisations import Organisation, Role, first_of
from shared.web.front import elsewhere
from shared.web.front.elsewhere import Errand, Provider, SignInElsewhereFailed
from tests.support.oidc_process import (
    CLIENT_ID,
    CLIENT_SECRET,
    NURSE,
    ROLES,
    VISITOR,
    oidc_server,
)
from tests.support.private_process import free_port
from tests.web.browser import Browser
from tests.web.conftest import Open

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """
    Run the other side as a process of its own.
    """
    with oidc_server(free_port()) as address:
        yield address


@pytest.fixture(scope="module")
def door_settings(issuer: str) -> DoorSettings:
    """
    Let people in by the other side alone.
    """
    return DoorSettings(
        has_passwords=False,
        oidc=OidcSettings(
            issuer=issuer,
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            claim="groups",
            roles=ROLES,
        ),
    )


@pytest.fixture
def browser(opened: Open) -> Browser:
    # The other side looks at the machine's own clock.
    opened.clock.time = datetime.now(UTC)
    return Browser(opened.root)


class TestCodeFlow:
    def test_signs_in_whom_the_other_side_knows(self, opened: Open, browser: Browser):
        """
        There, back, and on to where she was going; the claim has become a role.
        """
        back = there_and_back(browser, NURSE, to="/referrals/new")

        done = browser.get(back)

        assert done.status_code == 303
        assert done.headers["Location"] == "/referrals/new"
        page = browser.get("/referrals/")
        assert page.status_code == 200
        assert "Prøve Sundhedsplejerske" in page.text
        with looking(opened.access) as book:
            [user] = book.users.of(first_of(Organisation.HEALTH_VISITORS))
        assert (user.role, user.subject) == (Role.HEALTH_VISITOR, NURSE)

    def test_asks_with_state_nonce_and_a_challenge(self, browser: Browser):
        """
        What the browser carries there says nothing of where she was going, and asks for
        a proof by SHA-256.
        """
        asked = parse_qs(urlsplit(go(browser, to="/referrals/new")).query)

        assert asked["code_challenge_method"] == ["S256"]
        assert asked["response_type"] == ["code"]
        assert len({asked[one][0] for one in ("state", "nonce", "code_challenge")}) == 3
        assert not any("referrals" in value for [value] in asked.values())

    def test_does_not_let_in_without_a_role_here(self, browser: Browser):
        """
        To be known elsewhere is not enough.
        """
        done = browser.get(there_and_back(browser, VISITOR))

        assert done.status_code == 403
        assert browser.get("/referrals/").status_code == 303

    @pytest.mark.parametrize("changed", [{"state": "forged"}, {"state": ""}])
    def test_refuses_an_answer_to_another_question(
        self, browser: Browser, changed: dict[str, str]
    ):
        """
        A code without this browser's own state signs nobody in.
        """
        back = there_and_back(browser, NURSE)

        assert browser.get(_with(back, **changed)).status_code == 400
        assert browser.get("/referrals/").status_code == 303

    def test_refuses_a_code_in_another_browser(self, opened: Open, browser: Browser):
        """
        Who makes another's browser open her own answer does not sign it in.
        """
        back = there_and_back(browser, NURSE)
        other = Browser(opened.root)

        assert other.get(back).status_code == 400
        go(other)
        assert other.get(back).status_code == 400

    def test_takes_a_code_once(self, browser: Browser):
        """
        The other side gives nothing for a code that it has seen.
        """
        back = there_and_back(browser, NURSE)
        errand = browser.kept["errand"]
        assert browser.get(back).status_code == 303

        browser.session.cookies.clear()
        browser.session.cookies.set("errand", errand)

        assert browser.get(back).status_code == 400

    def test_needs_the_proof_at_the_other_side(self, issuer: str, browser: Browser):
        """
        The control: the server itself gives no token for a code without its verifier.
        """
        back = parse_qs(urlsplit(there_and_back(browser, NURSE)).query)

        told = requests.post(
            f"{issuer}/oauth2/token",
            data={
                "grant_type": "authorization_code",
                "code": back["code"][0],
                "redirect_uri": f"{browser.root}/sign-in/back",
            },
            auth=(CLIENT_ID, CLIENT_SECRET),
            timeout=10,
        )

        assert told.status_code == 400
        assert "code_verifier" in told.text

    def test_does_not_undo_what_was_decided_here(self, opened: Open, browser: Browser):
        """
        Who was shut out here stays out, though the other side knows her.
        """
        browser.get(there_and_back(browser, NURSE))
        with changing(opened.access) as book:
            [user] = book.users.of(first_of(Organisation.HEALTH_VISITORS))
            told = {"user_id": user.id, "organisation_id": None}
            disable_user(**told, now=opened.clock.now(), book=book)
        try:
            done = browser.get(there_and_back(browser, NURSE))
            assert done.status_code == 403
            assert browser.get("/referrals/").status_code == 303
        finally:
            with changing(opened.access) as book:
                book.users.change(user)

    def test_asks_for_the_password_anew_after_somebody_has_left(self, browser: Browser):
        """
        The next person at a shared phone is not let in as her colleague; who comes back
        to her own after half an hour is not asked for more than before.
        """
        browser.get(there_and_back(browser, NURSE))
        assert "prompt" not in asked_of(go(browser))

        browser.get("/referrals/")
        browser.send("/sign-out")
        after = asked_of(go(browser))
        browser.get(there_and_back(browser, NURSE))

        assert after["prompt"] == ["login"]
        assert "prompt" not in asked_of(go(browser))


class OtherSide:
    """
    Another organisation's sign-in that changes its key, and counts who asks for it.
    """

    def __init__(self, settings: OidcSettings) -> None:
        self.settings = settings
        self.errand = Errand(secret="x")  # noqa: S106 - invented.
        self.times_asked = 0
        self.change_key()

    def change_key(self) -> None:
        self.tells = self.signs_with = new_key()

    def read(self, address: str) -> dict[str, object]:
        if address.endswith("/keys"):
            self.times_asked += 1
            return KeySet([self.tells]).as_dict(private=False)
        places = {"token_endpoint": "x", "jwks_uri": f"{self.settings.issuer}/keys"}
        return {"issuer": self.settings.issuer, **places}

    def fetch_token(self, *_asked: object, **_told: object) -> dict[str, str]:
        now = int(NOON.timestamp())
        said = {
            "iss": self.settings.issuer, "aud": self.settings.client_id,
            "sub": NURSE, "groups": list(ROLES), "nonce": self.errand.nonce,
            "iat": now, "exp": now + 600,
        }  # fmt: skip
        key = self.signs_with
        return {"id_token": jwt.encode({"alg": "RS256", "kid": key.kid}, said, key)}


class TestChangedKey:
    @pytest.fixture
    def other(self, opened: Open, monkeypatch: pytest.MonkeyPatch) -> OtherSide:
        settings = opened.house.door.oidc
        assert settings is not None
        other = OtherSide(settings)
        monkeypatch.setattr(elsewhere, "_read", other.read)
        monkeypatch.setattr(Provider, "_session", lambda _provider, _back: other)
        return other

    def test_is_asked_for_and_nobody_waits_an_hour(self, other: OtherSide):
        """
        The other side has changed the key it signs with: the next who comes is let in.
        """
        come_in(provider := Provider(other.settings), other, at=NOON)
        other.change_key()

        assert come_in(provider, other, at=NOON + timedelta(minutes=2)) == NURSE
        assert come_in(provider, other, at=NOON + timedelta(minutes=3)) == NURSE
        assert other.times_asked == 2

    def test_is_asked_for_once_a_minute(self, other: OtherSide):
        """
        Tokens with keys that nobody knows do not make us ask for each of them.
        """
        come_in(provider := Provider(other.settings), other, at=NOON)
        other.signs_with = new_key()
        for second in range(70, 80):
            with pytest.raises(SignInElsewhereFailed):
                come_in(provider, other, at=NOON + timedelta(seconds=second))

        assert other.times_asked == 2


class TestOnlyWay:
    def test_takes_no_password(self, browser: Browser):
        """
        Where OIDC is the only way there is no form for a password, and none is taken.
        """
        page = browser.get("/sign-in/")

        assert "password" not in page.text
        assert "/sign-in/elsewhere" in page.text
        done = browser.send("/sign-in/", name="prøve", password="x")  # noqa: S106
        assert done.status_code == 404


class TestOtherSideAway:
    def test_is_said_and_nobody_is_let_in(self, opened: Open):
        """
        The other side cannot be reached: a page says so, and nothing is told of why.
        """
        settings = opened.house.door.oidc
        gone = OidcSettings(
            **{**vars(settings), "issuer": f"http://127.0.0.1:{free_port()}"}
        )

        with pytest.raises(SignInElsewhereFailed):
            Provider(gone).address_to_ask(
                Errand(secret="x"),  # noqa: S106 - invented.
                back="http://127.0.0.1/sign-in/back",
                now=opened.clock.now(),
            )

    def test_is_not_started_with_a_role_that_there_is_not(self, opened: Open):
        """
        A misspelt setting stops the start instead of letting in the wrong people.
        """
        settings = opened.house.door.oidc
        for told in ("queen@daycare", "coordinator@daycare", "machine@daycare"):
            wrong = OidcSettings(**{**vars(settings), "roles": {"x": told}})
            with pytest.raises(ValueError, match=told.partition("@")[0]):
                Provider(wrong)


def go(browser: Browser, *, to: str = "") -> str:
    """
    Begin the way; return where the browser is sent.
    """
    sent = browser.get(f"/sign-in/elsewhere?{urlencode({'to': to})}")
    assert sent.status_code == 303, sent.text
    return sent.headers["Location"]


def there_and_back(browser: Browser, subject: str, *, to: str = "") -> str:
    """
    Go there, agree as this person, and return where the other side sends the browser.
    """
    place = go(browser, to=to)
    form = browser.session.get(place, timeout=10)
    assert form.status_code == 200, form.text
    agreed = browser.session.post(
        place, data={"sub": subject}, timeout=10, allow_redirects=False
    )
    assert agreed.status_code == 302, agreed.text
    return agreed.headers["Location"]


def asked_of(place: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(place).query)


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, auto_kid=True)


def come_in(provider: Provider, other: OtherSide, *, at: datetime) -> str:
    """
    Come back with a code at this time; return who it is.
    """
    return provider.claims("code", other.errand, back="x", now=at).subject


def _with(address: str, **changed: str) -> str:
    parts = urlsplit(address)
    told = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return parts._replace(query=urlencode(told | changed)).geturl()
