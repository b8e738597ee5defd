"""
Pages for whoever has a mother's own link, and what is said where it opens nothing.
"""

import functools
from collections.abc import Callable
from typing import Any

import structlog
from werkzeug.wrappers import Request, Response

from services.roster.domain.errors import OwnLinkNotFound
from services.roster.entrypoints.own_words import WORDS, Words
from services.roster.entrypoints.page_set import PAGES
from shared.db.engine import is_away
from shared.kernel.mothers_languages import language_for
from shared.kernel.refusal import Refusal
from shared.logging import where
from shared.web.door import finished
from shared.web.http import Http, status_of
from shared.web.packing import packed
from shared.web.who import count_wrong_link

log = structlog.get_logger()

_NOT_FOUND = 404
# The address is a secret: it is told to no other page, found by no search.
_HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


def by_link(verb: str, url: str) -> Any:
    """
    Make a method answer whoever has the link in the address.

    Nothing of an answer is kept, for the secret stands in it; so a method has to bear
    being called twice.
    """

    def decorate(method: Callable[..., Response]) -> Any:
        @functools.wraps(method)
        def answer(self_: Any, request: Request, **ids: Any) -> Response:
            return _guarded(request, lambda: method(self_, request, **ids))

        leads_on = verb == "POST"
        return Http.decorator(verb, url, refused=_refused, leads_on=leads_on)(answer)

    return decorate


def page_of(template: str, words: Words, *, status: int = 200, **told: Any) -> Response:
    """
    Write a page that says everything in one of the mothers' languages.
    """
    response = PAGES.page(template, None, status, says=words, **told)
    response.headers.update(_HEADERS)
    return response


def _guarded(request: Request, make: Callable[[], Response]) -> Response:
    try:
        response = make()
    except OwnLinkNotFound as refusal:
        count_wrong_link(request)
        response = _refused(request, refusal)
    except Refusal as refusal:
        response = _refused(request, refusal)
    except Exception as error:  # noqa: BLE001 - no exception's text reaches anybody.
        log.error("request_failed", reason=type(error).__name__, where=where(error))
        response = _in_every_language(request, 503 if is_away(error) else 500)
    return finished(packed(request, response))


def _refused(request: Request, refusal: Refusal) -> Response:
    return _in_every_language(request, status_of(refusal))


def _in_every_language(request: Request, status: int) -> Response:
    """
    Say how to go on, without knowing to whom: first in the language of her browser.
    """
    first = WORDS[language_for(request.accept_languages.values(), among=WORDS)]
    others = [one for one in WORDS.values() if one is not first]
    return page_of(
        "own_not_now.html",
        first,
        status=status,
        every=[first, *others],
        is_for_good=status == _NOT_FOUND,
    )
