"""
The JSON API: routes that read and answer by schema, and OpenAPI made from them.
"""

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import structlog
from marshmallow import Schema, ValidationError
from werkzeug.wrappers import Request, Response

from shared.db.engine import is_away
from shared.kernel.refusal import Invalid, Refusal
from shared.logging import where
from shared.web.body import body_of
from shared.web.door import finished
from shared.web.http import (
    Call,
    DatabaseAway,
    Http,
    answered_once,
    call_of,
    checked_key,
    problem,
)
from shared.web.looks import note_looks
from shared.web.other_ids import of_kept
from shared.web.shows import Seen

log = structlog.get_logger()

Method = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Page:
    """
    A part of a list; ``after`` is the word with which the next part is asked for.

    The answer is the list itself, and leads to the next part by a Link (RFC 8288).
    """

    shown: Sequence[Any]
    after: str | None


@dataclass(frozen=True, kw_only=True)
class Operation:
    """
    What OpenAPI tells of a route.
    """

    method: str
    url: str
    name: str
    summary: str
    reads: type[Schema] | None
    answers: type[Schema]
    many: bool
    status: int


def get(url: str, *, answers: type[Schema], many: bool = False) -> Any:
    """
    Make a method answer ``GET /api<url>``. It is called with the call and the ids.
    """

    def decorate(method: Method) -> Any:
        @functools.wraps(method)
        def answer(self: Any, request: Request, **ids: Any) -> Response:
            def make() -> Response:
                call = call_of(request, self.uow)
                known = of_kept(self.uow, ids)
                response = _answer(method(self, call, **known), operation, request)
                _note_looks(self, call, operation, response, known)
                return response

            return _guarded(make)

        operation = _operation("GET", url, method, answers=answers, many=many)
        return Http.decorator("GET", f"/api{url}", operation=operation)(answer)

    return decorate


def post(
    url: str, *, reads: type[Schema] | None, answers: type[Schema], status: int = 200
) -> Any:
    """
    Make a method answer ``POST /api<url>``, once for each Idempotency-Key.

    It is called with the call, whose ``content`` the schema has read, and the ids; all
    that it does is one transaction with the stored answer.
    """

    def decorate(method: Method) -> Any:
        @functools.wraps(method)
        def answer(self: Any, request: Request, **ids: Any) -> Response:
            def once() -> Response:
                key = checked_key(request.headers.get("Idempotency-Key", "").strip())
                content = _content(request, reads)
                call = call_of(request, self.uow, content)
                known = of_kept(self.uow, ids)
                response = answered_once(
                    self.uow,
                    request,
                    key,
                    lambda: _written(method(self, call, **known), operation),
                )
                # The first answer and its repeat are read alike: both are looks.
                _note_looks(self, call, operation, response, known)
                return response

            return _guarded(once)

        operation = _operation(
            "POST", url, method, reads=reads, answers=answers, status=status
        )
        return Http.decorator("POST", f"/api{url}", operation=operation)(answer)

    return decorate


def _operation(
    method: str,
    url: str,
    function: Method,
    *,
    answers: type[Schema],
    reads: type[Schema] | None = None,
    many: bool = False,
    status: int = 200,
) -> Operation:
    summary = (function.__doc__ or function.__name__.replace("_", " ")).strip()
    return Operation(
        method=method,
        url=f"/api{url}",
        name=function.__name__,
        summary=summary.split("\n")[0],
        reads=reads,
        answers=answers,
        many=many,
        status=status,
    )


def _guarded(make: Callable[[], Response]) -> Response:
    try:
        response = make()
    except Refusal as refusal:
        response = problem(refusal)
    except Exception as error:  # noqa: BLE001 - no exception's text reaches anybody.
        log.error("request_failed", reason=type(error).__name__, where=where(error))
        response = problem(DatabaseAway()) if is_away(error) else _failed()
    return finished(response)


def _failed() -> Response:
    return Response(
        json.dumps({"code": "internal-error", "status": 500}) + "\n",
        status=500,
        mimetype="application/problem+json",
    )


def _answer(result: Any, operation: Operation, request: Request) -> Response:
    """
    Write what was asked for, and where the rest of it is.
    """
    if not isinstance(result, Page):
        return _written(result, operation)
    response = _written(result.shown, operation)
    if result.after is not None:
        asked = urlencode({**request.args.to_dict(), "after": result.after})
        place = f"{request.root_path}{request.path}?{asked}"
        response.headers["Link"] = f'<{place}>; rel="next"'
    return response


def _written(result: Any, operation: Operation) -> Response:
    content = _made(operation.answers).dump(result, many=operation.many)
    return Response(
        json.dumps(content, ensure_ascii=False) + "\n",
        status=operation.status,
        mimetype="application/json",
    )


def _note_looks(
    service: Any,
    call: Call,
    operation: Operation,
    response: Response,
    ids: Mapping[str, Any],
) -> None:
    """
    Write down whom an answer shows, as it stands in it.
    """
    asked = call.query if call.content is None else call.content
    answer = json.loads(response.get_data())
    seen = Seen(answer=answer, ids=ids, asked=asked, who=call.who)
    route = f"{operation.method} {operation.url}"
    note_looks(service.uow, service.access, route, seen, now=call.now)


def _content(request: Request, reads: type[Schema] | None) -> Any:
    body = body_of(request)
    if reads is None:
        return {}
    try:
        raw = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise Invalid({"_body": ["Send one JSON object."]}) from None
    try:
        return _made(reads).load(raw)
    except ValidationError as error:
        raise Invalid(error.normalized_messages()) from None


@functools.cache
def _made(schema: type[Schema]) -> Schema:
    """
    Make a schema once: to make one takes longer than to read a small answer by it.
    """
    return schema()
