"""
One request: read, done in one transaction, answered; a Refusal becomes its status.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from nameko.web.handlers import HttpRequestHandler
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from shared.access.domain.errors import (
    InvitationNotUsable,
    NoRoleHere,
    SignInFailed,
    TooManyTries,
)
from shared.bus.answers import Answer, was_claimed
from shared.bus.house import CONFIG_KEY, House
from shared.bus.unit_of_work import UnitOfWork
from shared.db.engine import is_away
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Conflict, Forbidden, Invalid, NotFound, Refusal
from shared.logging import where
from shared.web.body import RequestTooLarge
from shared.web.door import Door, as_problem, finished
from shared.web.error_pages import door_page
from shared.web.forgery import FORM_KEY, CrossSiteRequest, FormNotOurs
from shared.web.gate import Gate, NotSignedIn
from shared.web.other_ids import of_kept
from shared.web.who import Who, who_asks

_FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

log = structlog.get_logger()


class DatabaseAway(Refusal):
    """
    The database does not answer: send the same again, under the same key.
    """

    code = "database-away"


class IdempotencyKeyMissing(Invalid):
    """
    Send an Idempotency-Key with each new request, so that a repeat has no effect.
    """

    code = "idempotency-key-missing"


@dataclass(frozen=True, kw_only=True)
class Call:
    """
    A request as an entrypoint sees it: when, by whom, with what.
    """

    now: datetime
    who: Who
    content: Any
    query: Mapping[str, str]
    request: Request

    @property
    def by(self) -> Role:
        return self.who.role

    @property
    def organisation(self) -> Organisation:
        return self.who.organisation

    @property
    def organisation_id(self) -> UUID:
        return self.who.organisation_id

    @property
    def user_id(self) -> UUID:
        return self.who.user_id


class Http(HttpRequestHandler):
    """
    A route of a service, behind the one door of its process and its own gate.

    ``refused`` makes the answer where the gate says no: a page, or problem+json.
    ``leads_on`` says that its answer is another address and nothing else.
    """

    server = Door()

    def __init__(
        self,
        method: str,
        url: str,
        *,
        operation: Any = None,
        refused: Callable[[Request, Refusal], Response] | None = None,
        leads_on: bool = False,
    ) -> None:
        super().__init__(method, url)
        self.operation = operation
        self.leads_on = leads_on
        self._refused = refused or (lambda _request, refusal: problem(refusal))

    @property
    def route(self) -> str:
        """
        Return the name under which the service's table knows this.
        """
        return f"{self.method} {self.url}"

    def handle_request(self, request: Request) -> Response:
        """
        Ask the gate first: nothing of the service runs for whom it does not let in.
        """
        request.shallow = False
        try:
            self._gate().admit(request, self.route)
        except Refusal as refusal:
            self._note(request, refusal)
            return finished(self._refused(request, refusal))
        except Exception as error:  # noqa: BLE001 - no exception's text reaches anybody.
            return self._failed(error, request)
        answer: Response = super().handle_request(request)
        return answer

    def response_from_exception(self, exc: BaseException) -> Response:
        """
        Answer what went wrong outside a worker, without the exception's text.
        """
        if isinstance(exc, HTTPException):
            return finished(exc.get_response())
        return self._failed(exc)

    def _note(self, request: Request, refusal: Refusal) -> None:
        """
        Write down who was not let in where; a stranger is nobody.
        """
        who = who_asks(request)
        by = str(who.user_id) if who else None
        log.info("request_refused", code=refusal.code, route=self.route, user_id=by)

    def _failed(self, error: BaseException, request: Request | None = None) -> Response:
        log.error("request_failed", reason=type(error).__name__, where=where(error))
        if is_away(error):
            away = DatabaseAway()
            return finished(self._refused(request, away) if request else problem(away))
        environ = request.environ if request else {}
        return finished(door_page(environ, "broken.html", status=500))

    def _gate(self) -> Gate:
        house: House = self.container.config[CONFIG_KEY]
        return Gate(
            house.access,
            access=self.container.service_cls.access,
            door=house.door,
            clock=house.clock,
        )


_STATUS_OF: Mapping[type[Refusal], int] = {
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Forbidden: 404,
    CrossSiteRequest: 403,
    FormNotOurs: 403,
    NotSignedIn: 401,
    SignInFailed: 401,
    NoRoleHere: 403,
    InvitationNotUsable: 404,
    TooManyTries: 429,
    RequestTooLarge: 413,
    DatabaseAway: 503,
}


def status_of(refusal: Refusal) -> int:
    found = (code for kind, code in _STATUS_OF.items() if isinstance(refusal, kind))
    return next(found, 400)


def checked_key(key: str) -> str:
    """
    Return the key if a database can hold it.

    Raises IdempotencyKeyMissing.
    """
    if not _KEY.fullmatch(key):
        told = "Send a new key of 1 to 200 visible characters with each new request."
        raise IdempotencyKeyMissing({"Idempotency-Key": [told]})
    return key


def as_told(refusal: Refusal) -> Refusal:
    """
    Return what is told of a refusal: what is not for her is not there for her.

    Where a thing is hers to see or not, the use case itself says that it is not found.
    """
    return NotFound() if isinstance(refusal, Forbidden) else refusal


def problem(refusal: Refusal) -> Response:
    """
    Answer a refusal as problem+json (RFC 9457), with its code and its facts.
    """
    told = as_told(refusal)
    title = (type(told).__doc__ or "").strip().split("\n")[0]
    response = Response(status=status_of(told))
    if isinstance(told, NotSignedIn):
        response.headers["WWW-Authenticate"] = "Bearer"
    return as_problem(response, told.code, title=title, **told.facts)


def call_of(request: Request, uow: UnitOfWork, content: Any = None) -> Call:
    """
    Make the call, and let the unit of work know who acts.

    Raises NotSignedIn where the gate let a stranger through to what needs a person.
    """
    who = who_asks(request)
    if who is None:
        raise NotSignedIn
    uow.within = who.within
    uow.cause = replace(
        uow.cause,
        organisation=who.organisation,
        traceparent=_traceparent(request) or uow.cause.traceparent,
    )
    return Call(
        now=uow.cause.now,
        who=who,
        content=of_kept(uow, content),
        query=of_kept(uow, request.args.to_dict()),
        request=request,
    )


def answered_once(
    uow: UnitOfWork, request: Request, key: str, make: Callable[[], Response]
) -> Response:
    """
    Do what a request asks once for its key; a repeat is answered as the first time.

    The answer is stored in the transaction of the effect.

    Raises IdempotencyKeyReused, and whatever ``make`` refuses; then nothing is kept.
    """
    fingerprint = _fingerprint(request)
    try:
        with uow:
            now = uow.cause.now
            if uow.answers.claim(key=key, fingerprint=fingerprint, now=now):
                response = make()
                uow.answers.give(_answer(response))
                uow.commit()
                return response
    except IntegrityError as error:
        if not was_claimed(error):
            raise
    with uow.reading():
        return _response(uow.answers.given(key=key, fingerprint=fingerprint))


def _fingerprint(request: Request) -> str:
    """
    Return what makes a request the same: by whom, to where, with which content.

    Who has signed in anew is still the same person; her form's guard is another.
    """
    who = who_asks(request)
    by = f"{who.user_id} {who.role} {who.organisation_id}" if who else ""
    told = hashlib.sha256(f"{request.method} {request.path} {by}\n".encode())
    if request.mimetype in _FORMS:
        # A browser draws a new boundary for each try, so the parts are what counts.
        for name, value in sorted(request.form.items(multi=True)):
            told.update(b"" if name == FORM_KEY else f"{name}={value}\n".encode())
        for name, file in sorted(request.files.items(multi=True)):
            told.update(f"{name}:{file.filename}\n".encode() + file.read())
            file.seek(0)
    else:
        told.update(request.get_data(cache=True))
    return told.hexdigest()


def _answer(response: Response) -> Answer:
    return Answer(
        status=response.status_code,
        content_type=response.content_type or "",
        body=response.get_data(),
        location=response.headers.get("Location"),
    )


def _response(answer: Answer) -> Response:
    response = Response(
        answer.body, status=answer.status, content_type=answer.content_type
    )
    if answer.location:
        response.headers["Location"] = answer.location
    return response


def _traceparent(request: Request) -> str | None:
    told = request.headers.get("traceparent", "")
    parts = told.split("-")
    if [len(part) for part in parts] != [2, 32, 16, 2]:
        return None
    return told if all(char in "0123456789abcdef-" for char in told) else None
