"""
Pages: server-rendered, plain, usable without JavaScript.
"""

import functools
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import structlog
from werkzeug.wrappers import Request, Response

from shared.db.engine import is_away
from shared.kernel.ids import new_id
from shared.kernel.refusal import Refusal, StaleVersion
from shared.logging import where
from shared.web.access import Access
from shared.web.body import body_of
from shared.web.door import finished
from shared.web.field_words import FieldWords
from shared.web.forgery import FORM_KEY, key_in
from shared.web.frame import Frame, where_from
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
from shared.web.live import sse
from shared.web.looks import note_looks
from shared.web.other_ids import of_kept
from shared.web.packing import packed
from shared.web.shows import Seen
from shared.web.static_files import FILES, files_in
from shared.web.way import sign_in_and_come_back
from shared.web.who import Who, who_asks
from shared.web.wording import CALLED_OTHERWISE, REFUSED, SHARED_WORDING

log = structlog.get_logger()

# With one of these a stale version says what has changed meanwhile.
_TELLING = frozenset({"by_role", "put_off_until"})

Make = Callable[..., Response]


class Pages:
    """
    The pages of one service: its templates, and its refusals in plain words.

    ``wording`` says for each refusal's code what is wrong and what to do, and
    ``fields`` of a form's fields; ``access`` is who may, so that a page offers what its
    reader may do.
    """

    def __init__(
        self,
        service: str,
        templates: Path,
        wording: Mapping[str, str],
        access: Access,
        fields: FieldWords | None = None,
    ) -> None:
        self.service = service
        self.access = access
        self.files = {**FILES, **files_in(templates.parent / "static")}
        self._wording = {**SHARED_WORDING, **wording}
        self._fields = fields or FieldWords()
        self._frame = Frame(service, templates.parent, access)

    def get(self, url: str, template: str) -> Any:
        """
        Make a method answer ``GET <url>``: it returns what the template shows.

        All of a page is read in one look, so that nothing is read twice.
        """

        def decorate(method: Callable[..., Mapping[str, Any]]) -> Any:
            def make(self_: Any, request: Request, **ids: Any) -> Response:
                call = call_of(request, self_.uow)
                with self_.uow.reading():
                    ids = of_kept(self_.uow, ids)
                    told = method(self_, call, **ids)
                response = self.page(template, call.who, **told)
                self.note_looks(self_, call, f"GET {url}", told, ids)
                return response

            return self.route("GET", url, method, make)

        return decorate

    def shows(self, url: str, template: str) -> Any:
        """
        Make a method answer ``GET <url>`` with a page that strangers may read too.
        """

        def decorate(method: Callable[..., Mapping[str, Any]]) -> Any:
            def make(self_: Any, request: Request) -> Response:
                return self.page(template, who_asks(request), **method(self_))

            return self.route("GET", url, method, make)

        return decorate

    def leads(self, url: str) -> Any:
        """
        Make a method answer ``GET <url>`` with the path of the page that is meant.
        """

        def decorate(method: Callable[..., str]) -> Any:
            def make(self_: Any, request: Request, **ids: Any) -> Response:
                call = call_of(request, self_.uow)
                return _go_on_to(method(self_, call, **of_kept(self_.uow, ids)))

            return self.route("GET", url, method, make, leads_on=True)

        return decorate

    def live(self, url: str) -> Any:
        """
        Make a method answer ``GET <url>`` with a stream that says when to ask anew.

        It is called like a page's, and refuses whom its lists would refuse.
        """

        def decorate(method: Callable[..., None]) -> Any:
            def make(self_: Any, request: Request) -> Response:
                method(self_, call_of(request, self_.uow))
                return sse(request)

            return self.route("GET", url, method, make)

        return decorate

    def post(self, url: str) -> Any:
        """
        Make a method answer a form's POST: it returns the path to go on to.

        The form holds ``form_key``, so that a second tap has no second effect.
        """

        def decorate(method: Callable[..., str]) -> Any:
            def make(self_: Any, request: Request, **ids: Any) -> Response:
                body_of(request)
                form = request.form.to_dict()
                told = key_in(form.pop(FORM_KEY, ""))
                key = checked_key(told or str(new_id()))
                call = call_of(request, self_.uow, form)
                ids = of_kept(self_.uow, ids)
                return answered_once(
                    self_.uow,
                    request,
                    key,
                    lambda: _go_on_to(method(self_, call, **ids)),
                )

            return self.route("POST", url, method, make, leads_on=True)

        return decorate

    def route(
        self,
        verb: str,
        url: str,
        method: Callable[..., Any],
        make: Make,
        *,
        leads_on: bool = False,
    ) -> Any:
        """
        Let ``make`` answer at an address, in the name of a method of the service.
        """

        @functools.wraps(method)
        def answer(self_: Any, request: Request, **ids: Any) -> Response:
            return self.guarded(request, lambda: make(self_, request, **ids))

        decorator = Http.decorator(verb, url, refused=self.refused, leads_on=leads_on)
        return decorator(answer)

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
        note_looks(service.uow, self.access, route, seen, now=call.now)

    def page(
        self, template: str, who: Who | None, status: int = 200, **shown: Any
    ) -> Response:
        """
        Write a page for whoever reads it; a stranger gets no menu.
        """
        return self._frame.page(template, who=who, status=status, **shown)

    def guarded(self, request: Request, make: Callable[[], Response]) -> Response:
        """
        Make an answer; what is refused or fails becomes a page that says what to do.
        """
        with self._frame.reading(request):
            try:
                response = make()
            except Refusal as refusal:
                response = self.refused(request, refusal)
            except Exception as error:  # noqa: BLE001 - no exception's text reaches anybody.
                response = self._failed(request, error)
        return finished(packed(request, response))

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """
        Say what is wrong and what to do; who has not signed in is shown where.
        """
        if isinstance(refusal, NotSignedIn):
            return sign_in_and_come_back(request)
        told = as_told(refusal)
        status = status_of(told)
        with self._frame.reading(request):
            return self.page(
                "refused.html",
                _reader_of(request),
                status=status,
                title=_title_of(told),
                told=self._wording.get(told.code, SHARED_WORDING["refused"]),
                refusal=told,
                wrong=list(self._fields.told(told.facts.get("errors", {}))),
                first=_who_was_first(told),
                did=self._wording.get(told.facts.get("did", "")),
                heard=_who_heard(told),
                again=_sent_again(request, told),
                next_on=_day_in(told, "next_on"),
                put_off_until=_day_in(told, "put_off_until"),
                **self._way_out(request),
            )

    def _failed(self, request: Request, error: Exception) -> Response:
        log.error("request_failed", reason=type(error).__name__, where=where(error))
        return self.page(
            "failed.html",
            _reader_of(request),
            status=503 if is_away(error) else 500,
            **self._way_out(request),
        )

    def _way_out(self, request: Request) -> Mapping[str, Any]:
        return {
            "is_changing": request.method != "GET",
            "back": where_from(request, "/"),
        }


def _title_of(told: Refusal) -> str:
    by_status = REFUSED.get(status_of(told), REFUSED[400])
    return CALLED_OTHERWISE.get(told.code, by_status)


def _who_was_first(told: Refusal) -> tuple[str, datetime] | None:
    """
    Return the role and the time of whoever was quicker, where a refusal tells them.
    """
    if "at" not in told.facts:
        return None
    return told.facts["by_role"], datetime.fromisoformat(told.facts["at"])


def _who_heard(told: Refusal) -> tuple[str, date, datetime | None] | None:
    """
    Return the role that heard what stands now, its day and when it was written down.

    Nothing, where a refusal does not tell them.
    """
    said_on, written_at = _day_in(told, "said_on"), told.facts.get("written_at")
    if said_on is None:
        return None
    written = datetime.fromisoformat(written_at) if written_at else None
    return told.facts["by_role"], said_on, written


def _day_in(told: Refusal, fact: str) -> date | None:
    day = told.facts.get(fact)
    return None if day is None else date.fromisoformat(day)


def _sent_again(request: Request, told: Refusal) -> Mapping[str, str] | None:
    """
    Return what she had sent, to be sent again on top of what is new, or nothing.

    Only where the refusal says who was first, what was promised meanwhile, or what she
    may add, so that she decides knowing that.
    """
    may_add = "again_with" in told.facts
    is_second = isinstance(told, StaleVersion) and (
        may_add or not _TELLING.isdisjoint(told.facts)
    )
    if not is_second and not may_add:
        # What was too large to be read is not read here either.
        return None
    sent = {**request.form.to_dict(), **told.facts.get("again_with", {})}
    sent.pop(FORM_KEY, None)
    return {**sent, "version": str(told.facts["version"])} if is_second else sent


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
