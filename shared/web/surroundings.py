"""
What surrounds the pages of every service: style, language, statements, the live line.
"""

from typing import Any

from werkzeug.wrappers import Request, Response

from shared.web.door import finished
from shared.web.frame import where_from
from shared.web.http import Call, Http
from shared.web.language import COOKIE, LANGUAGES
from shared.web.pages import Pages
from shared.web.static_files import serve_static
from shared.web.way import own_path

_FOR_A_YEAR = 31_536_000  # seconds


def surroundings(pages: Pages) -> type[Any]:
    """
    Return the entrypoints that stand around a service's own pages.
    """

    class Surroundings:
        @Http.decorator("GET", "/static/<name>")
        def static_file(self, request: Request, name: str) -> Response:
            return finished(serve_static(request, name, pages.files))

        @Http.decorator("POST", "/language", refused=pages.refused, leads_on=True)
        def speak(self, request: Request) -> Response:
            return finished(remember_language(request, f"/{pages.service}/"))

        @pages.live("/live")
        def live(self, _call: Call) -> None:
            """
            Tell the service's open lists that something has changed, but not what.
            """

    return type("Surroundings", (Surroundings, _statements(pages)), {})


def _statements(pages: Pages) -> type[Any]:
    class Statements:
        @pages.shows("/was", "accessibility.html")
        def accessibility(self) -> dict[str, Any]:
            return {}

        @pages.shows("/privacy", "privacy.html")
        def privacy(self) -> dict[str, Any]:
            return {}

    return Statements


def remember_language(request: Request, otherwise: str) -> Response:
    """
    Keep the language that was chosen, and lead back to the page where it was.
    """
    back = own_path(request.form.get("back", "")) or where_from(request, otherwise)
    response = Response(status=303, headers={"Location": back})
    chosen = request.form.get(COOKIE, "")
    if chosen in LANGUAGES:
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=_FOR_A_YEAR,
            secure=request.is_secure,
            httponly=True,
            samesite="Strict",
            path="/",
        )
    return response
