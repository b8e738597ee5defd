"""
The gate: who asks, and may she? Before a method runs, in one place for all of them.
"""

from datetime import datetime

from sqlalchemy import Engine
from werkzeug.wrappers import Request

from shared.access.domain.errors import RoleNotInOrganisation
from shared.access.domain.sign_in import Recognised, SignIn
from shared.access.storage.api_tokens import ShownToken
from shared.access.storage.book import changing, looking
from shared.access.usecases.count_try import (
    count_wrong_link,
    refuse_after_wrong_links,
)
from shared.access.usecases.sign_in import recognise
from shared.config import DoorSettings
from shared.kernel.clock import Clock
from shared.kernel.refusal import Forbidden, Refusal
from shared.kernel.secret import digest_of
from shared.web.access import Access
from shared.web.body import LARGEST_OF_STRANGERS, LARGEST_REQUEST, body_of
from shared.web.cookies import SESSION, shown
from shared.web.forgery import guard_of, refuse_cross_site, refuse_foreign_form
from shared.web.front.place import address_of
from shared.web.way import remember_root
from shared.web.who import Who, remember, remember_to_ask, remember_to_count

_BEARER = "bearer "
BY_ITSELF = "HX-Request"
"""htmx says so of its requests, and the register's script says the same."""


class NotSignedIn(Refusal):
    """
    Sign in first; a machine shows its token.
    """

    code = "not-signed-in"


class NotForYou(Forbidden):
    """
    Said as if there were no such thing.
    """


class Gate:
    """
    Stands before every route of a service, with the service's table in hand.
    """

    def __init__(
        self, engine: Engine, *, access: Access, door: DoorSettings, clock: Clock
    ) -> None:
        self._engine = engine
        self._access = access
        self._door = door
        self._clock = clock

    def admit(self, request: Request, route: str) -> None:
        """
        Let a request through, and remember with it who asks.

        Raises NotSignedIn, NotForYou, CrossSiteRequest, FormNotOurs, RequestTooLarge or
        TooManyTries.
        """
        who = self.who_is(request)
        remember(request, who)
        remember_root(request, self._door.origin)
        remember_to_ask(request, lambda: self._still_lets_in(request, route))
        if not self._access.allows(route, who):
            raise NotSignedIn if who is None else NotForYou
        if request.method == "POST":
            body_of(request, largest=_most_taken_from(who))
        if self._access.is_by_link(route):
            self._admit_by_link(request)
        elif request.method == "POST":
            may_be_unnamed = self._access.is_unnamed(route)
            _refuse_forgery(request, who, may_be_unnamed=may_be_unnamed)

    def who_is(self, request: Request) -> Who | None:
        """
        Return who shows a token or a sign-in that counts, by one look-up.
        """
        told = request.headers.get("Authorization", "")
        if told.lower().startswith(_BEARER):
            return self._machine(told[len(_BEARER) :].strip())
        secret = shown(request, SESSION, self._door)
        return self._person(secret, is_at_work=_is_at_work(request)) if secret else None

    def _still_lets_in(self, request: Request, route: str) -> bool:
        return self._access.allows(route, self.who_is(request))

    def _admit_by_link(self, request: Request) -> None:
        """
        Let whoever has a link try it, unless too many were wrong from there.

        No other site can forge what it does: it would have to know the address. And a
        page that tells nobody its address sends no origin with its forms either.
        """
        address, now = address_of(request, self._door), self._clock.now()

        def count() -> None:
            with changing(self._engine) as book:
                count_wrong_link(address=address, now=now, book=book)

        with looking(self._engine) as book:
            refuse_after_wrong_links(address=address, now=now, book=book)
        remember_to_count(request, count)

    def _machine(self, secret: str) -> Who | None:
        with looking(self._engine) as book:
            shown = book.tokens.find(digest_of(secret))
        if shown is None or not shown.token.holds(now=self._clock.now()):
            return None
        return _who_has(shown)

    def _person(self, secret: str, *, is_at_work: bool) -> Who | None:
        now = self._clock.now()
        try:
            with looking(self._engine) as book:
                found = recognise(secret=secret, now=now, book=book)
        except RoleNotInOrganisation:
            # A row that no rule of ours has made opens nothing.
            return None
        if found is None:
            return None
        if is_at_work:
            self._note(found.sign_in, secret, now=now)
        return who_signed_in(found, secret=secret)

    def _note(self, sign_in: SignIn, secret: str, *, now: datetime) -> None:
        if sign_in.is_to_be_noted(now=now):
            with changing(self._engine) as book:
                book.sign_ins.note(digest_of(secret), now=now)


def _is_at_work(request: Request) -> bool:
    """
    Whether a person has done this: an open page asks by itself, and a stream for hours.
    """
    by_itself = request.headers.get(BY_ITSELF) == "true"
    return not by_itself and request.accept_mimetypes.best != "text/event-stream"


def who_signed_in(found: Recognised, *, secret: str) -> Who:
    user = found.user
    return Who(
        user_id=user.id,
        role=user.role,
        organisation=user.organisation,
        organisation_id=user.organisation_id,
        within=found.within,
        name=user.name,
        session_id=found.sign_in.id,
        forgery_guard=guard_of(secret),
    )


def _who_has(shown: ShownToken) -> Who:
    token = shown.token
    return Who(
        user_id=token.id,
        role=token.role,
        organisation=token.organisation,
        organisation_id=token.organisation_id,
        within=shown.within,
        name=token.name,
        scopes=token.scopes,
    )


def _most_taken_from(who: Who | None) -> int:
    """
    Return how much is read at all: a stranger has a password to send, and no file.
    """
    return LARGEST_OF_STRANGERS if who is None else LARGEST_REQUEST


def _refuse_forgery(request: Request, who: Who | None, *, may_be_unnamed: bool) -> None:
    """
    Ask of a browser that the form is ours: a token it would not send by itself.

    Raises CrossSiteRequest or FormNotOurs.
    """
    refuse_cross_site(request, may_be_unnamed=may_be_unnamed)
    if who is not None and who.scopes is None:
        refuse_foreign_form(request, who.forgery_guard)
