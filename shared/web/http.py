"""
One request: read, done in one transaction, answered; a Refusal becomes its status.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import structlog
from nameko.web.handlers import HttpRequestHandler
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from shared.bus.answers import Answer
from shared.bus.unit_of_work import UnitOfWork
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Conflict, Forbidden, Invalid, NotFound, Refusal
from shared.logging import where
from shared.web.acting import ORGANISATION_OF, acting_role
from shared.web.door import Door, finished
from shared.web.error_pages import door_page

LARGEST_REQUEST = 6_000_000  # bytes
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

log = structlog.get_logger()


class DatabaseAway(Refusal):
    """
    The database does not answer: send the same again, under the same key.
    """

    code = "database-away"


class RequestTooLarge(Refusal):
    """
    More was sent than anything here needs.
    """

    code = "request-too-large"


class IdempotencyKeyMissing(Invalid):
    """
    Send an Idempotency-Key with each new request, so that a repeat has no effect.
    """

    code = "idempotency-key-missing"


class CrossSiteRequest(Forbidden):
    """
    Another web site tried to make this browser do something here.
    """

    code = "cross-site-request"


@dataclass(frozen=True, kw_only=True)
class Call:
    """
    A request as an entrypoint sees it: when, by whom, with what.
    """

    now: datetime
    by: Role
    content: Any
    query: Mapping[str, str]
    request: Request


class Http(HttpRequestHandler):
    """
    A route of a service, behind the one door of its process.
    """

    server = Door()

    def __init__(self, method: str, url: str, *, operation: Any = None) -> None:
        super().__init__(method, url)
        self.operation = operation

    def response_from_exception(self, exc: BaseException) -> Response:
        """
        Answer what went wrong outside a worker, without the exception's text.
        """
        if isinstance(exc, HTTPException):
            return finished(exc.get_response())
        log.error("request_failed", reason=type(exc).__name__, where=where(exc))
        return finished(door_page({}, "broken.html", status=500))


_STATUS_OF: Mapping[type[Refusal], int] = {
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Forbidden: 403,
    RequestTooLarge: 413,
    DatabaseAway: 503,
}


def status_of(refusal: Refusal) -> int:
    found = (code for kind, code in _STATUS_OF.items() if isinstance(refusal, kind))
    return next(found, 400)


def body_of(request: Request) -> bytes:
    """
    Read the whole body, and keep it for whoever reads it again.

    Raises RequestTooLarge.
    """
    request.max_content_length = LARGEST_REQUEST
    try:
        return request.get_data(cache=True)
    except RequestEntityTooLarge:
        raise RequestTooLarge(largest=LARGEST_REQUEST) from None


def checked_key(key: str) -> str:
    """
    Return the key if a database can hold it.

    Raises IdempotencyKeyMissing.
    """
    if not _KEY.fullmatch(key):
        told = "Send a new key of 1 to 200 visible characters with each new request."
        raise IdempotencyKeyMissing({"Idempotency-Key": [told]})
    return key


def problem(refusal: Refusal) -> Response:
    """
    Answer a refusal as problem+json (RFC 9457), with its code and its facts.
    """
    status = status_of(refusal)
    body = {
        "type": f"urn:babygruppe:problem:{refusal.code}",
        "title": (type(refusal).__doc__ or "").strip().split("\n")[0],
        "status": status,
        "code": refusal.code,
        **refusal.facts,
    }
    return Response(
        json.dumps(body, default=str) + "\n",
        status=status,
        mimetype="application/problem+json",
    )


def call_of(request: Request, uow: UnitOfWork, content: Any = None) -> Call:
    """
    Make the call, and let the unit of work know who acts.
    """
    by = acting_role(request)
    uow.cause = replace(
        uow.cause,
        organisation=ORGANISATION_OF[by],
        traceparent=_traceparent(request) or uow.cause.traceparent,
    )
    return Call(
        now=uow.cause.now,
        by=by,
        content=content,
        query=request.args.to_dict(),
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
    fingerprint = _fingerprint(request, uow.cause.organisation)
    with uow:
        if not uow.answers.claim(key=key, fingerprint=fingerprint, now=uow.cause.now):
            return _response(uow.answers.given(key=key, fingerprint=fingerprint))
        response = make()
        uow.answers.give(_answer(response))
        uow.commit()
    return response


def refuse_cross_site(request: Request) -> None:
    """
    Refuse a change that another web site's page asks for.

    Raises CrossSiteRequest.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is None:
        # Browsers tell it on https and localhost only, and older ones never.
        origin = request.headers.get("Origin", f"//{request.host}")
        site = "same-origin" if urlsplit(origin).netloc == request.host else origin
    if site not in {"same-origin", "none"}:
        raise CrossSiteRequest


def _fingerprint(request: Request, organisation: Organisation) -> str:
    told = hashlib.sha256(f"{request.method} {request.path} {organisation}\n".encode())
    if request.mimetype == "multipart/form-data":
        # A browser draws a new boundary for each try, so the parts are what counts.
        for name, value in sorted(request.form.items(multi=True)):
            told.update(f"{name}={value}\n".encode())
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
