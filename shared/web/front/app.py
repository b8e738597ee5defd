"""
The front as an application: its own routes, behind the same kind of gate.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect, Rule
from werkzeug.wrappers import Request, Response

from shared.bus.house import House
from shared.web.door import as_page, finished, redirected
from shared.web.front import invitation_pages, left, people_pages, sign_in_pages
from shared.web.front.access import FRONT_ACCESS
from shared.web.front.desk import Desk
from shared.web.front.elsewhere_pages import Elsewhere
from shared.web.front.page_set import PAGES
from shared.web.front.password import get_ready
from shared.web.gate import Gate
from shared.web.static_files import serve_static
from shared.web.surroundings import remember_language
from shared.web.way import SIGN_IN

PLACES = ("/sign-in", "/sign-out", "/people")

Handler = Callable[..., Response]


class Front:
    """
    What is mounted beside the services, in every process.
    """

    def __init__(self, house: House) -> None:
        get_ready()
        self._house = house
        self._gate = Gate(
            house.access, access=FRONT_ACCESS, door=house.door, clock=house.clock
        )
        self.who_is = self._gate.who_is
        self._handlers = _handlers(Elsewhere(house.door.oidc))
        self._map = Map(
            [
                Rule(url, methods=[method], endpoint=f"{method} {url}")
                for method, _, url in (one.partition(" ") for one in self._handlers)
            ],
            redirect_defaults=False,
        )

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        whole = {**environ, "SCRIPT_NAME": "", "PATH_INFO": path}
        answer: Iterable[bytes] = self._answer(Request(whole))(whole, start_response)
        return answer

    def _answer(self, request: Request) -> Response:
        try:
            route, ids = self._map.bind_to_environ(request.environ).match()
        except RequestRedirect as redirect:
            return redirected(redirect)
        except HTTPException as error:
            return finished(as_page(error, request.environ))

        def make() -> Response:
            self._gate.admit(request, route)
            return self._handled(route, request, ids)

        return PAGES.guarded(request, make)

    def _handled(
        self, route: str, request: Request, ids: Mapping[str, Any]
    ) -> Response:
        return self._handlers[route](Desk(self._house, request), **ids)


def _handlers(elsewhere: Elsewhere) -> dict[str, Handler]:
    return {
        "GET /sign-in/": sign_in_pages.show,
        "POST /sign-in/": sign_in_pages.sign_in,
        "GET /sign-in/invitation/<secret>": invitation_pages.show_invitation,
        "POST /sign-in/invitation/<secret>": invitation_pages.take_invitation,
        "GET /sign-in/demo/<secret>": invitation_pages.show_demo_link,
        "POST /sign-in/demo/<secret>": invitation_pages.take_demo_link,
        "GET /sign-in/elsewhere": elsewhere.go,
        "GET /sign-in/back": elsewhere.come_back,
        "GET /sign-in/static/<name>": _static,
        "POST /sign-in/language": _speak,
        "GET /sign-in/left": left.show,
        "POST /sign-out": sign_in_pages.sign_out,
        "GET /people": people_pages.show,
        "POST /people": people_pages.invite,
        "POST /people/<uuid:user_id>/link": people_pages.link,
        "POST /people/<uuid:user_id>/disable": people_pages.disable,
        "POST /people/<uuid:user_id>/let_in": people_pages.let_in,
    }


def _static(desk: Desk, name: str) -> Response:
    return serve_static(desk.request, name)


def _speak(desk: Desk) -> Response:
    return remember_language(desk.request, SIGN_IN)
