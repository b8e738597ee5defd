"""
There and back: a browser is sent to another organisation's sign-in and returns.
"""

from urllib.parse import quote, unquote

import structlog
from werkzeug.wrappers import Response

from shared.access.storage.book import changing
from shared.access.usecases.welcome_claims import welcome_claims
from shared.config import OidcSettings
from shared.kernel.secret import is_same, new_secret
from shared.web.cookies import ERRAND, SIGNED_OUT, give, shown, take_away
from shared.web.front.desk import Desk
from shared.web.front.elsewhere import Errand, Provider, SignInElsewhereFailed
from shared.web.front.place import refuse_unless_safe
from shared.web.gate import NotForYou
from shared.web.way import own_path, root_of

log = structlog.get_logger()
_BACK = "/sign-in/back"
_BETWEEN = "."


class Elsewhere:
    """
    The two pages of the way; without settings there are none.
    """

    def __init__(self, settings: OidcSettings | None) -> None:
        self._provider = Provider(settings) if settings else None

    def go(self, desk: Desk) -> Response:
        """
        Send the browser there; where she was going goes with her in a cookie.

        Raises NotForYou, NotSafeHere or SignInElsewhereFailed.
        """
        provider = self._own_provider()
        refuse_unless_safe(desk.request, desk.door)
        errand = Errand(secret=new_secret())
        place = provider.address_to_ask(
            errand,
            back=_back(desk),
            is_anew=bool(shown(desk.request, SIGNED_OUT, desk.door)),
            now=desk.now,
        )
        response = Response(status=303, headers={"Location": place})
        to = quote(own_path(desk.request.args.get("to", "")), safe="")
        give(response, ERRAND, f"{errand.secret}{_BETWEEN}{to}", desk.door)
        return response

    def come_back(self, desk: Desk) -> Response:
        """
        Let in whom the other side knows, if this browser is the one that was sent.

        Raises NotForYou, NotSafeHere, SignInElsewhereFailed or NoRoleHere.
        """
        provider = self._own_provider()
        refuse_unless_safe(desk.request, desk.door)
        secret, _, to = shown(desk.request, ERRAND, desk.door).partition(_BETWEEN)
        errand = Errand(secret=secret)
        told = desk.request.args
        if not secret or not is_same(told.get("state", ""), errand.state):
            raise SignInElsewhereFailed(reason="state")
        claims = provider.claims(
            told.get("code", ""), errand, back=_back(desk), now=desk.now
        )
        with changing(desk.engine) as book:
            user = welcome_claims(claims=claims, book=book)
            session = desk.begin(user, book)
        log.info("signed_in", user_id=str(user.id), way="oidc")
        response = desk.let_in(user, session, to=unquote(to))
        take_away(response, ERRAND, desk.door)
        return response

    def _own_provider(self) -> Provider:
        if self._provider is None:
            raise NotForYou
        return self._provider


def _back(desk: Desk) -> str:
    return root_of(desk.request) + _BACK
