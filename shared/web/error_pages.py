"""
Pages for what goes wrong before, or instead of, a page of a service.
"""

from typing import Any

from werkzeug.wrappers import Request, Response

from shared.web.frame import Frame

_DOOR = Frame()


def no_network_page(language: str) -> Response:
    """
    Answer the page that a browser keeps for when there is no network.
    """
    with _DOOR.reading_in(language):
        return _DOOR.page("no_network.html", who=None)


def door_page(environ: dict[str, Any], template: str, *, status: int) -> Response:
    """
    Answer a page that no service stands behind: without a menu, with a way home.
    """
    request = Request(environ)
    with _DOOR.reading(request):
        return _DOOR.page(template, who=None, status=status)
