"""
Pages: server-rendered, plain, usable without JavaScript.
"""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import structlog
from werkzeug.wrappers import Request, Response

from shared.db.engine import is_away
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from shared.kernel.refusal import Refusal
from shared.logging import where
from shared.web.door import finished
from shared.web.frame import Frame, role_or_default, where_from
from shared.web.http import (
    Http,
    answered_once,
    body_of,
    call_of,
    checked_key,
    refuse_cross_site,
    status_of,
)
from shared.web.live import sse
from shared.web.static_files import FILES, files_in
from shared.web.wording import REFUSED, SHARED_WORDING

log = structlog.get_logger()
_FORM_KEY = "form_key"


class Pages:
    """
    The pages of one service: its templates, and its refusals in plain words.

    ``wording`` says for each refusal's code what is wrong and what to do.
    """

    def __init__(
        self, service: str, templates: Path, wording: Mapping[str, str]
    ) -> None:
        self.service = service
        self.files = {**FILES, **files_in(templates.parent / "static")}
        self._wording = {**SHARED_WORDING, **wording}
        self._frame = Frame(service, templates.parent)

    def get(self, url: str, template: str) -> Any:
        """
        Make a method answer ``GET <url>``: it returns what the template shows.
        """

        def decorate(method: Callable[..., Mapping[str, Any]]) -> Any:
            @functools.wraps(method)
            def answer(self_: Any, request: Request, **ids: Any) -> Response:
                def make() -> Response:
                    call = call_of(request, self_.uow)
                    return self._page(template, call.by, **method(self_, call, **ids))

                return self._guarded(request, make)

            return Http.decorator("GET", url)(answer)

        return decorate

    def leads(self, url: str) -> Any:
        """
        Make a method answer ``GET <url>`` with the path of the page that is meant.
        """

        def decorate(method: Callable[..., str]) -> Any:
            @functools.wraps(method)
            def answer(self_: Any, request: Request, **ids: Any) -> Response:
                def make() -> Response:
                    return _go_on_to(method(self_, call_of(request, self_.uow), **ids))

                return self._guarded(request, make)

            return Http.decorator("GET", url)(answer)

        return decorate

    def live(self, url: str) -> Any:
        """
        Make a method answer ``GET <url>`` with a stream that says when to ask anew.

        It is called like a page's, and refuses whom its lists would refuse.
        """

        def decorate(method: Callable[..., None]) -> Any:
            @functools.wraps(method)
            def answer(self_: Any, request: Request) -> Response:
                def make() -> Response:
                    method(self_, call_of(request, self_.uow))
                    return sse(request)

                return self._guarded(request, make)

            return Http.decorator("GET", url)(answer)

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
                    refuse_cross_site(request)
                    body_of(request)
                    form = request.form.to_dict()
                    key = checked_key(form.pop(_FORM_KEY, "") or str(new_id()))
                    call = call_of(request, self_.uow, form)
                    return answered_once(
                        self_.uow,
                        request,
                        key,
                        lambda: _go_on_to(method(self_, call, **ids)),
                    )

                return self._guarded(request, make)

            return Http.decorator("POST", url)(answer)

        return decorate

    def _page(
        self, template: str, by: Role, status: int = 200, **shown: Any
    ) -> Response:
        return self._frame.page(template, by=by, status=status, **shown)

    def _guarded(self, request: Request, make: Callable[[], Response]) -> Response:
        with self._frame.reading(request):
            try:
                response = make()
            except Refusal as refusal:
                response = self._refused(request, refusal)
            except Exception as error:  # noqa: BLE001 - no exception's text reaches anybody.
                response = self._failed(request, error)
        return finished(response)

    def _failed(self, request: Request, error: Exception) -> Response:
        log.error("request_failed", reason=type(error).__name__, where=where(error))
        return self._page(
            "failed.html",
            role_or_default(request),
            status=503 if is_away(error) else 500,
            is_changing=request.method != "GET",
            back=where_from(request, f"/{self.service}/"),
        )

    def _refused(self, request: Request, refusal: Refusal) -> Response:
        status = status_of(refusal)
        return self._page(
            "refused.html",
            role_or_default(request),
            status=status,
            title=REFUSED.get(status, REFUSED[400]),
            told=self._wording.get(refusal.code, SHARED_WORDING["refused"]),
            refusal=refusal,
            is_changing=request.method != "GET",
            back=where_from(request, f"/{self.service}/"),
        )


def _go_on_to(path: str) -> Response:
    return Response(status=303, headers={"Location": path})
