"""
The door: each service answers under its own name, in one process or in many.
"""

import json
import socket
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import eventlet
from eventlet import wsgi
from nameko.web.server import HttpOnlyProtocol, WebServer, WsgiApp
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Request, Response

from shared.bus.house import CONFIG_KEY
from shared.kernel.refusal import NotFound as NotFoundRefusal
from shared.web.error_pages import WHO_IS, door_page, kept_page
from shared.web.language import LANGUAGES
from shared.web.live import KEY, Live
from shared.web.packing import packed
from shared.web.static_files import serve_static
from shared.web.way import SIGN_IN
from shared.web.who import Who

_NOT_FOUND = 404
_STATIC = "/static/"
# Not below /static: a worker may look after what lies beside it and below.
_WORKER = "/no-network-worker.js"
# Pages that are kept in a language, for when nothing else can be had.
_KEPT = {"/no-network/": "no_network.html", "/signing-out/": "signing_out.html"}
_LAST_WORDS = 3.0  # seconds, for what is still being sent when the process ends
_MOST_REQUESTS = 4_000  # At once, in one process: open streams and all else.
_NO_SUCH_THING = (NotFoundRefusal.__doc__ or "").strip()
_STRICT = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; "
        "base-uri 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

WsgiCallable = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
WhoIs = Callable[[Request], Who | None]


class Protocol(HttpOnlyProtocol):
    """
    HTTP that lets go of a browser that has gone: a broken line is closed on both sides.
    """

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.rfile.close()


class Application(WsgiApp):
    """
    nameko's routing, with plain answers to addresses and methods that there are not.
    """

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        environ[KEY] = self.server.live
        try:
            self.url_map.bind_to_environ(environ).match()
        except RequestRedirect as redirect:
            return redirected(redirect)(environ, start_response)
        except HTTPException as error:
            path = environ.get("PATH_INFO", "")
            is_api = path.startswith("/api")
            said = _problem(error) if is_api else as_page(error, environ)
            return finished(said)(environ, start_response)
        answer: Iterable[bytes] = super().__call__(environ, start_response)
        return answer


class Door(WebServer):
    """
    Hands a service's WSGI application over to the one door of the process.

    nameko would listen on every address, and two services on one port would share the
    requests at random. Here the process listens once, in ``open_door``.
    """

    def start(self) -> None:
        name = self.container.service_name
        self.live = Live(self.container.config[CONFIG_KEY].engines[name])
        self.container.config["DOORS"][f"/{name}"] = Application(self)

    def stop(self) -> None:
        doors = self.container.config["DOORS"]
        doors[f"/{self.container.service_name}"] = not_here_yet
        self.live.close()


def open_door(
    doors: dict[str, WsgiCallable],
    *,
    host: str,
    port: int,
    last_port: int | None = None,
    has_tls: bool = False,
    who_is: WhoIs | None = None,
) -> "OpenDoor":
    """
    Listen on ``port``, or on the next free one up to ``last_port``.

    ``has_tls`` says that browsers reach this by https alone, through a proxy;
    ``who_is`` tells who reads a page that no service stands behind.

    Raises OSError if none is free.
    """
    for candidate in range(port, (last_port or port) + 1):
        try:
            listener = eventlet.listen((host, candidate), reuse_port=False)
        except OSError:
            if candidate == (last_port or port):
                raise
        else:
            return OpenDoor(listener, doors, has_tls=has_tls, who_is=who_is)
    raise OSError


class OpenDoor:
    """
    The one listening socket of a process.
    """

    def __init__(
        self,
        listener: Any,
        doors: dict[str, WsgiCallable],
        *,
        has_tls: bool = False,
        who_is: WhoIs | None = None,
    ) -> None:
        # kombu sets a default timeout for all sockets; a listener must not have one.
        listener.settimeout(None)
        # The last part of an answer must not wait 40 ms for the first to be confirmed.
        # A line that is accepted has it from the listener.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._listener = listener
        self._doors = doors
        self.ended: Any = None
        """Whoever waits on this hears when a service behind the door has ended."""
        self.port: int = listener.getsockname()[1]
        dispatcher = DispatcherMiddleware(_nobody_lives_here)
        dispatcher.mounts = doors  # The services mount themselves when they are up.
        application = _knowing(who_is, dispatcher)
        self.application = _only_by_https(application) if has_tls else application
        """What answers a request; a socket is only how one gets here."""
        self._requests = eventlet.GreenPool(_MOST_REQUESTS)
        self._server = eventlet.spawn(
            wsgi.server,
            listener,
            self.application,
            protocol=Protocol,
            custom_pool=self._requests,
            log_output=False,
            debug=False,
        )

    def close(self) -> None:
        """
        Let nobody in any more, and end what would otherwise never end by itself.
        """
        for application in self._doors.values():
            if isinstance(application, Application):
                application.server.live.close()
        self._server.kill()
        self._listener.close()

    def wait(self) -> None:
        """
        Wait until each answer is sent to its end; for a browser that is gone, not long.
        """
        with eventlet.Timeout(_LAST_WORDS, False):
            self._requests.waitall()


def finished(response: Response) -> Response:
    """
    Add the headers that guard every answer.
    """
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _knowing(who_is: WhoIs | None, application: WsgiCallable) -> WsgiCallable:
    """
    Let every answer know how to ask who has signed in.
    """

    def answer(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        environ[WHO_IS] = who_is
        return application(environ, start_response)

    return answer


def _only_by_https(application: WsgiCallable) -> WsgiCallable:
    """
    Tell browsers for two years to come that they are never to try without TLS.

    The line from the proxy is a plain one; what counts is the browser's.
    """

    def answer(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, _STRICT], *rest)

        environ["wsgi.url_scheme"] = "https"
        return application(environ, start)

    return answer


def redirected(redirect: RequestRedirect) -> Response:
    """
    Lead to the same address as it is written here.

    Without a host: what a client calls us must not decide where others go.
    """
    parts = urlsplit(redirect.new_url)
    place = urlunsplit(("", "", parts.path, parts.query, ""))
    response = finished(Response(status=redirect.code, headers={"Location": place}))
    response.autocorrect_location_header = False
    return response


def _problem(error: HTTPException) -> Response:
    code = "not-found" if error.code == _NOT_FOUND else "method-not-allowed"
    title = _NO_SUCH_THING if code == "not-found" else "There is no such method here."
    return as_problem(_plain(error), code, title=title)


def as_problem(response: Response, code: str, *, title: str, **facts: Any) -> Response:
    """
    Turn a response into problem+json (RFC 9457), with a code and facts.
    """
    response.mimetype = "application/problem+json"
    body = {
        "type": f"urn:babygruppe:problem:{code}",
        "title": title,
        "status": response.status_code,
        "code": code,
        **facts,
    }
    response.set_data(json.dumps(body, default=str) + "\n")
    return response


def _plain(error: HTTPException) -> Response:
    response = Response(status=error.code)
    _keep_headers(error, response)
    return response


def as_page(error: HTTPException, environ: dict[str, Any]) -> Response:
    """
    Answer a page that says what there is not, with a way home.
    """
    is_unknown = error.code == _NOT_FOUND
    template = "not_found.html" if is_unknown else "not_so.html"
    response = door_page(environ, template, status=error.code or _NOT_FOUND)
    _keep_headers(error, response)
    return response


def _keep_headers(error: HTTPException, response: Response) -> None:
    # Which methods an address has, for example.
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value


def not_here_yet(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """
    Answer for a service that starts or stops: whoever asks is to try again.
    """
    if environ.get("PATH_INFO", "").startswith("/api"):
        told = as_problem(
            Response(status=503), "not-here-yet", title="Try again in a moment."
        )
    else:
        told = door_page(environ, "not_here_yet.html", status=503)
    told.headers["Retry-After"] = "2"
    return finished(told)(environ, start_response)


def _nobody_lives_here(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    return finished(_outside(environ))(environ, start_response)


def _outside(environ: dict[str, Any]) -> Response:
    """
    Answer what belongs to no service: the way in, and the files of the door's pages.
    """
    path = environ.get("PATH_INFO", "/")
    if path == "/":
        # Behind the sign-in each role has a place where her day begins.
        return Response(status=303, headers={"Location": SIGN_IN})
    if path == _WORKER:
        return serve_static(Request(environ), "no_network_worker.js")
    if kept := _kept_page(path):
        return packed(Request(environ), kept)
    if path.startswith(_STATIC):
        return serve_static(Request(environ), path.removeprefix(_STATIC))
    return as_page(NotFound(), environ)


def _kept_page(path: str) -> Response | None:
    for place, template in _KEPT.items():
        if (language := path.removeprefix(place)) in LANGUAGES:
            return kept_page(template, language)
    return None
