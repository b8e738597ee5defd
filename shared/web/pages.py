"""
Pages: server-rendered, plain, usable without JavaScript.
"""

import functools
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import structlog
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Request, Response

from shared.db.engine import is_away
from shared.kernel.ids import new_id
from shared.kernel.refusal import Refusal
from shared.logging import where
from shared.web import danish
from shared.web.access import Access
from shared.web.body import body_of
from shared.web.door import finished
from shared.web.forgery import FORM_KEY, key_in, new_form_key
from shared.web.gate import NotSignedIn
from shared.web.http import (
    Call,
    Http,
    answered_once,
    as_told,
    call_of,
    checked_key,
    status_of,
)
from shared.web.looks import note_looks
from shared.web.shows import Seen
from shared.web.way import sign_in_and_come_back
from shared.web.who import Who, who_asks
from shared.web.wording import OPEN_TO, ORGANISATIONS, ROLES, SHARED_WORDING

log = structlog.get_logger()
SHARED_TEMPLATES = Path(__file__).parent / "templates"
_READER: ContextVar[Who | None] = ContextVar("reader", default=None)
"""For whom a page is written: an imported macro sees no variables of the page."""


class Pages:
    """
    The pages of one service: its templates, and its refusals in plain Danish.

    ``wording`` says for each refusal's code what is wrong and what to do; ``access`` is
    who may, so that a page offers what its reader may do.
    """

    def __init__(
        self, service: str, templates: Path, wording: Mapping[str, str], access: Access
    ) -> None:
        self.service = service
        self.access = access
        self._wording = {**SHARED_WORDING, **wording}
        self._environment = Environment(
            loader=ChoiceLoader(
                [FileSystemLoader(templates), FileSystemLoader(SHARED_TEMPLATES)]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            service=service,
            roles=ROLES,
            organisations=ORGANISATIONS,
            open_to=OPEN_TO,
            new_form_key=_form_key_of_reader,
            may=lambda route: access.allows(route, _READER.get()),
        )
        for filter_ in (
            danish.day,
            danish.date_with_year,
            danish.time_of_day,
            danish.day_and_time,
            danish.week,
            danish.phone,
        ):
            self._environment.filters[filter_.__name__] = filter_

    def get(self, url: str, template: str) -> Any:
        """
        Make a method answer ``GET <url>``: it returns what the template shows.
        """

        def decorate(method: Callable[..., Mapping[str, Any]]) -> Any:
            @functools.wraps(method)
            def answer(self_: Any, request: Request, **ids: Any) -> Response:
                def make() -> Response:
                    call = call_of(request, self_.uow)
                    told = method(self_, call, **ids)
                    response = self.page(template, call.who, **told)
                    self.note_looks(self_, call, f"GET {url}", told, ids)
                    return response

                return self.guarded(request, make)

            return Http.decorator("GET", url, refused=self.refused)(answer)

        return decorate

    def post(self, url: str) -> Any:
        """
        Make a method answer a form's POST: it returns the path to go on to.

        The form holds ``form_key``, so that a second tap has no second effect.
        """

        def decorate(method: Callable[..., str]) -> Any:
            @functools.wraps(method)
            def answer(self_: Any, request: Request, **ids: Any) -> Response:
                def make() -> Response:
                    body_of(request)
                    form = request.form.to_dict()
                    told = key_in(form.pop(FORM_KEY, ""))
                    key = checked_key(told or str(new_id()))
                    call = call_of(request, self_.uow, form)
                    return answered_once(
                        self_.uow,
                        request,
                        key,
                        lambda: _go_on_to(method(self_, call, **ids)),
                    )

                return self.guarded(request, make)

            decorator = Http.decorator("POST", url, refused=self.refused, leads_on=True)
            return decorator(answer)

        return decorate

    def note_looks(
        self,
        service: Any,
        call: Call,
        route: str,
        told: Mapping[str, Any],
        ids: Mapping[str, Any],
    ) -> None:
        """
        Write down whom a page shows; a page that is made otherwise has to call this.
        """
        asked = call.query if call.content is None else call.content
        seen = Seen(answer=told, ids=ids, asked=asked, who=call.who)
        note_looks(service.uow.engine, self.access, route, seen, now=call.now)

    def page(
        self, template: str, who: Who | None, status: int = 200, **shown: Any
    ) -> Response:
        """
        Write a page for whoever reads it; a stranger gets no menu.
        """
        told = {"by": who.role if who else None, "who": who, **shown}
        reader = _READER.set(who)
        try:
            text = self._environment.get_template(template).render(**told)
        finally:
            _READER.reset(reader)
        return Response(text, status=status, mimetype="text/html")

    def guarded(self, request: Request, make: Callable[[], Response]) -> Response:
        """
        Make an answer; what is refused or fails becomes a page that says what to do.
        """
        try:
            response = make()
        except Refusal as refusal:
            response = self.refused(request, refusal)
        except Exception as error:  # noqa: BLE001 - no exception's text reaches anybody.
            log.error("request_failed", reason=type(error).__name__, where=where(error))
            status = 503 if is_away(error) else 500
            response = self.page("failed.html", _reader_of(request), status=status)
        return finished(response)

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """
        Say what is wrong and what to do; who has not signed in is shown where.
        """
        if isinstance(refusal, NotSignedIn):
            return sign_in_and_come_back(request)
        told = as_told(refusal)
        return self.page(
            "refused.html",
            _reader_of(request),
            status=status_of(told),
            told=self._wording.get(told.code, SHARED_WORDING["refused"]),
            refusal=told,
        )


def _form_key_of_reader() -> str:
    who = _READER.get()
    return new_form_key(who.forgery_guard if who else "")


def _go_on_to(path: str) -> Response:
    return Response(status=303, headers={"Location": path})


def _reader_of(request: Request) -> Who | None:
    """
    Return who reads, or None where the gate has not let her in.
    """
    try:
        return who_asks(request)
    except KeyError:
        return None
