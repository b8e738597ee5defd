"""
Another organisation's sign-in, by OpenID Connect: the code flow with PKCE.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from shared.access.domain.errors import NoRoleHere
from shared.access.usecases.welcome_claims import Claims
from shared.config import OidcSettings
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    PEOPLE,
    THE_FIRST,
    Organisation,
    Role,
)
from shared.kernel.refusal import Refusal
from shared.kernel.secret import proof_of

_TIMEOUT = 10.0  # seconds
_KEPT = timedelta(hours=1)
_KEPT_IN_DOUBT = timedelta(minutes=1)
_LEEWAY = 60  # seconds: two machines' clocks differ.
_SIGNATURES = ["RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512"]
_LONGEST_NAME = 120  # characters


class SignInElsewhereFailed(Refusal):
    """
    The other side did not answer, or what it answered cannot be trusted.
    """

    code = "sign-in-elsewhere-failed"


@dataclass(frozen=True, kw_only=True)
class Errand:
    """
    What one browser's way there and back is known by.

    All three come from one secret that only the browser has, so nothing is kept here:
    ``state`` and ``nonce`` must come back, and ``verifier`` shows that whoever brings
    the code is who asked for it.
    """

    secret: str

    @property
    def state(self) -> str:
        return proof_of(self.secret, "state")

    @property
    def nonce(self) -> str:
        return proof_of(self.secret, "nonce")

    @property
    def verifier(self) -> str:
        return proof_of(self.secret, "verifier")


class Provider:
    """
    The other side: where it is asked, and which keys it signs with.
    """

    def __init__(self, settings: OidcSettings) -> None:
        self._settings = settings
        self._roles = {value: _role_at(told) for value, told in settings.roles.items()}
        self._known: Mapping[str, Any] = {}
        self._keys: KeySet | None = None
        self._asked_at: datetime | None = None

    def address_to_ask(
        self, errand: Errand, *, back: str, is_anew: bool = False, now: datetime
    ) -> str:
        """
        Return where the browser is sent.

        ``is_anew`` asks the other side not to let in again whom it has let in before:
        another person may hold the phone by now.

        Raises SignInElsewhereFailed.
        """
        self._ask(now)
        asked = {"prompt": "login"} if is_anew else {}
        address, _ = self._session(back).create_authorization_url(
            self._known["authorization_endpoint"],
            state=errand.state,
            nonce=errand.nonce,
            code_verifier=errand.verifier,
            **asked,
        )
        return str(address)

    def claims(self, code: str, errand: Errand, *, back: str, now: datetime) -> Claims:
        """
        Return who it is, for the code that she brings back.

        Raises SignInElsewhereFailed or NoRoleHere.
        """
        self._ask(now)
        try:
            token = self._session(back).fetch_token(
                self._known["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=errand.verifier,
                timeout=_TIMEOUT,
            )
            told = self._checked(token["id_token"], errand, now=now)
        except (OAuthError, JoseError, requests.RequestException, KeyError) as error:
            raise SignInElsewhereFailed(reason=type(error).__name__) from None
        return self._claims_of(told)

    def _checked(
        self, id_token: str, errand: Errand, *, now: datetime
    ) -> Mapping[str, Any]:
        """
        Return what an ID token says.

        Raises JoseError for what is not signed, not for us, or not for this errand.
        """
        token = self._opened(id_token, now=now)
        registry = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": self._settings.client_id},
            nonce={"essential": True, "value": errand.nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        registry.validate(token.claims)
        told: Mapping[str, Any] = token.claims
        return told

    def _opened(self, id_token: str, *, now: datetime) -> jwt.Token:
        """
        Return an ID token that the other side has signed.

        Where the key is none of those we know, it may have been changed a moment ago:
        they are asked for once more, at most once a minute.

        Raises JoseError or SignInElsewhereFailed.
        """
        try:
            return self._decoded(id_token)
        except (InvalidKeyIdError, BadSignatureError):
            self._ask(now, kept=_KEPT_IN_DOUBT)
            return self._decoded(id_token)

    def _decoded(self, id_token: str) -> jwt.Token:
        assert self._keys is not None  # noqa: S101 - asked before.
        return jwt.decode(id_token, self._keys, algorithms=_SIGNATURES)

    def _claims_of(self, told: Mapping[str, Any]) -> Claims:
        """
        Make of what the other side says who it is here, in the first role it gives.

        Raises NoRoleHere.
        """
        given = told.get(self._settings.claim, [])
        values = [given] if isinstance(given, str) else given
        found = [role for value, role in self._roles.items() if value in values]
        if not found:
            raise NoRoleHere
        role, organisation, organisation_id = found[0]
        return Claims(
            issuer=self._settings.issuer,
            subject=str(told["sub"]),
            name=str(told.get("name") or told.get("preferred_username") or "")[
                :_LONGEST_NAME
            ],
            role=role,
            organisation=organisation,
            organisation_id=organisation_id,
        )

    def _session(self, back: str) -> OAuth2Session:
        return OAuth2Session(
            self._settings.client_id,
            self._settings.client_secret,
            scope="openid profile",
            redirect_uri=back,
            code_challenge_method="S256",
        )

    def _ask(self, now: datetime, *, kept: timedelta = _KEPT) -> None:
        """
        Learn where the other side is asked, and its keys; they are kept for an hour.

        Raises SignInElsewhereFailed.
        """
        if self._asked_at and timedelta(0) <= now - self._asked_at < kept:
            return
        issuer = self._settings.issuer
        try:
            known = _read(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
            if known["issuer"] != issuer:
                raise SignInElsewhereFailed(reason="issuer")
            self._keys = KeySet.import_key_set(_read(known["jwks_uri"]))
        except (requests.RequestException, ValueError, KeyError, JoseError) as error:
            raise SignInElsewhereFailed(reason=type(error).__name__) from None
        self._known, self._asked_at = known, now


def _read(address: str) -> Any:
    answer = requests.get(address, timeout=_TIMEOUT, allow_redirects=False)
    answer.raise_for_status()
    return answer.json()


def _role_at(told: str) -> tuple[Role, Organisation, UUID]:
    """
    Read ``coordinator@housing_team``, with ``/<id>`` where it is not the first team.

    Raises ValueError: a misspelt setting stops the start, and lets nobody in.
    """
    role, _, place = told.partition("@")
    organisation, _, which = place.partition("/")
    found = Role(role), Organisation(organisation)
    if found[0] not in PEOPLE or found[1] not in ORGANISATIONS_OF[found[0]]:
        raise ValueError(told)
    return *found, UUID(which) if which else THE_FIRST
