"""
Another organisation's sign-in, as a process of its own: ``oidc-provider-mock``.

    python -m tests.support.oidc_server PORT

It is a real OpenID Connect provider on Authlib's server. It leaves PKCE out, which
Authlib's own extension for RFC 7636 adds here: without a proof no code is exchanged.
"""

import json
import os
import sys
import warnings

warnings.simplefilter("ignore")  # It uses what Authlib is about to rename.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # Loopback, and no longer than a test.

# ruff: noqa: E402 - the lines above must stand before what follows.

from types import SimpleNamespace

import oidc_provider_mock
from authlib.oauth2.rfc7636 import CodeChallenge
from oidc_provider_mock import _app
from oidc_provider_mock._storage import User
from werkzeug.serving import run_simple

from tests.support.oidc_process import NURSE, VISITOR

SUBJECTS = {
    NURSE: {"name": "Prøve Sundhedsplejerske", "groups": ["bg-nurses"]},
    VISITOR: {"name": "Prøve Gæst", "groups": ["somebody-else"]},
}
_CHALLENGES: dict[str, SimpleNamespace] = {}


class Proof(CodeChallenge):
    """
    Asks for the proof that whoever brings the code is who asked for it.
    """

    def __init__(self) -> None:
        super().__init__(required=True)

    def get_authorization_code_challenge(self, authorization_code):
        return _CHALLENGES[authorization_code.code].challenge

    def get_authorization_code_challenge_method(self, authorization_code):
        return _CHALLENGES[authorization_code.code].method


class Grant(_app.AuthorizationCodeGrant):
    """
    Remembers with each code what its asker must be able to show.
    """

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")

    def save_authorization_code(self, code, request):
        told = request.payload.data
        _CHALLENGES[code] = SimpleNamespace(
            challenge=told.get("code_challenge"),
            method=told.get("code_challenge_method"),
        )
        super().save_authorization_code(code, request)


def main(port: int) -> None:
    _app.AuthorizationCodeGrant = Grant
    register = _app.flask_oauth2.AuthorizationServer.register_grant

    def with_proof(server, grant, extensions=None):
        wanted = [*(extensions or []), *([Proof()] if grant is Grant else [])]
        return register(server, grant, wanted)

    _app.flask_oauth2.AuthorizationServer.register_grant = with_proof
    users = [User(sub=sub, claims=claims) for sub, claims in SUBJECTS.items()]
    app = oidc_provider_mock.app(require_nonce=True, user_claims=users)
    sys.stderr.write(json.dumps({"port": port}) + "\n")
    run_simple("127.0.0.1", port, app, threaded=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
