"""
Pages that are made otherwise: a search, a secret shown once, a file behind a secret.
"""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from shared.web.body import body_of
from shared.web.forgery import FORM_KEY
from shared.web.http import call_of
from shared.web.other_ids import of_kept
from shared.web.pages import Pages

_LARGEST_SEARCH = 2_000  # bytes


class MorePages(Pages):
    """
    The pages of a service where forms are answered with a page, or links with a file.
    """

    def search(self, url: str, template: str, *, largest: int = _LARGEST_SEARCH) -> Any:
        """
        Make a method answer a form's POST with a page: a search, or a file on trial.

        An address is kept by the browser, and by every machine on the way: the name
        that is searched for must not stand in one. Nothing is changed by looking, so
        there is no key, and no answer is kept.
        """

        def decorate(method: Callable[..., Mapping[str, Any]]) -> Any:
            def make(self_: Any, request: Request, **ids: Any) -> Response:
                body_of(request, largest=largest)
                form = request.form.to_dict()
                form.pop(FORM_KEY, None)
                call = call_of(request, self_.uow, form)
                ids = of_kept(self_.uow, ids)
                told = method(self_, call, **ids)
                response = self.page(template, call.who, **told)
                self.note_looks(self_, call, f"POST {url}", told, ids)
                return response

            return self.route("POST", url, method, make)

        return decorate

    def shows_once(self, url: str, template: str) -> Any:
        """
        Make a method answer a form's POST with what is shown this one time.

        It is a secret, so no answer is kept for a second tap: that makes a new one.
        """
        return self.search(url, template)

    def sends(self, url: str) -> Any:
        """
        Make a method answer ``GET <url>`` with a file for whoever has the address.
        """

        def decorate(method: Callable[..., Response]) -> Any:
            def make(self_: Any, request: Request, **ids: Any) -> Response:
                return method(self_, request, **ids)

            return self.route("GET", url, method, make)

        return decorate
