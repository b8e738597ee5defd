"""
Pages for what goes wrong before, or instead of, a page of a service.
"""

from typing import Any

import structlog
from werkzeug.wrappers import Request, Response

from shared.web.frame import Frame
from shared.web.who import Who

WHO_IS = "babygruppe.who_is"
"""Under this name a request's environment holds the way to ask who has signed in."""
_DOOR = Frame()

log = structlog.get_logger()


def kept_page(template: str, language: str) -> Response:
    """
    Answer a page that a browser keeps for when there is no network.
    """
    with _DOOR.reading_in(language):
        return _DOOR.page(template, who=None)


def door_page(environ: dict[str, Any], template: str, *, status: int) -> Response:
    """
    Answer a page that no service stands behind: with a way home, and her own menu.
    """
    request = Request(environ)
    with _DOOR.reading(request):
        return _DOOR.page(template, who=_reader_of(request), status=status)


def _reader_of(request: Request) -> Who | None:
    """
    Return who has signed in here; where nobody can tell, she is a stranger.
    """
    who_is = request.environ.get(WHO_IS)
    try:
        who: Who | None = who_is(request) if who_is else None
    except Exception as error:  # noqa: BLE001 - what is wrong is told all the same.
        log.warning("reader_unknown", reason=type(error).__name__)
        return None
    return who if who and who.session_id else None
