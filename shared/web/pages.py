"""
Pages: server-rendered, plain, usable without JavaScript.
"""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import structlog
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Request, Response

from shared.db.engine import is_away
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from shared.kernel.refusal import Refusal
from shared.logging import where
from shared.web import danish
from shared.web.acting import CHOICES, acting_role
from shared.web.door import finished
from shared.web.http import (
    Http,
    answered_once,
    body_of,
    call_of,
    checked_key,
    refuse_cross_site,
    status_of,
)
from shared.web.scripts import Scripts
from shared.web.wording import ROLES, SHARED_WORDING

log = structlog.get_logger()
_SHARED_TEMPLATES = Path(__file__).parent / "templates"
_FORM_KEY = "form_key"


class Pages:
    """
    The pages of one service: its templates, and its refusals in plain Danish.

    ``wording`` says for each refusal's code what is wrong and what to do.
    """

    def __init__(
        self, service: str, templates: Path, wording: Mapping[str, str]
    ) -> None:
        self.service = service
        self.scripts = Scripts([templates.parent / "static"])
        self._wording = {**SHARED_WORDING, **wording}
        self._environment = Environment(
            loader=ChoiceLoader(
                [FileSystemLoader(templates), FileSystemLoader(_SHARED_TEMPLATES)]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            service=service, roles=ROLES, role_choices=CHOICES, new_form_key=new_id
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
                    return self._page(template, call.by, **method(self_, call, **ids))

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
        text = self._environment.get_template(template).render(by=by, **shown)
        return Response(text, status=status, mimetype="text/html")

    def _guarded(self, request: Request, make: Callable[[], Response]) -> Response:
        try:
            response = make()
        except Refusal as refusal:
            response = self._refused(request, refusal)
        except Exception as error:  # noqa: BLE001 - no exception's text reaches anybody.
            log.error("request_failed", reason=type(error).__name__, where=where(error))
            status = 503 if is_away(error) else 500
            response = self._page("failed.html", Role.COORDINATOR, status=status)
        return finished(response)

    def _refused(self, request: Request, refusal: Refusal) -> Response:
        told = self._wording.get(refusal.code, SHARED_WORDING["refused"])
        return self._page(
            "refused.html",
            _role_or_default(request),
            status=status_of(refusal),
            told=told,
            refusal=refusal,
        )


def _go_on_to(path: str) -> Response:
    return Response(status=303, headers={"Location": path})


def _role_or_default(request: Request) -> Role:
    try:
        return acting_role(request)
    except Refusal:
        return Role.COORDINATOR
