"""
Open lists that renew themselves: a line to each browser that says when, never what.

A stream is opened by a worker like any page, and then served where the answer is sent,
outside the workers: a hundred open lists cost none of the ten. It says only that
something has changed; the page asks for itself what it may see. While nothing happens,
a stream holds no connection to the database; one look every few seconds finds for all
of them what another process has changed.
"""

from collections.abc import Callable, Iterator
from time import monotonic

import eventlet
import structlog
from sqlalchemy import Engine
from werkzeug.wrappers import Request, Response

from shared.bus.changes import changes_of
from shared.db.traces import traces_of
from shared.web.who import still_let_in

KEY = "babygruppe.live"
"""Under this name a request's environment holds what its service has."""

MOST_STREAMS = 400
LOOK_EVERY = 3.0  # seconds between looks for what other processes have changed
SIGN_OF_LIFE = 15.0  # seconds; what stands between may close a line that is silent.
_AT_MOST_EVERY = 0.5  # seconds; a batch of events is one piece of news.
ASKED_AGAIN_AFTER = 5.0  # seconds in which a look whether she may still listen counts.
_HELLO = b"retry: 3000\n: listening\n\n"
_STILL_HERE = b": still here\n\n"
_CHANGED = b"event: changed\ndata: 1\n\n"
_OVER = b"event: over\ndata: 1\n\n"

log = structlog.get_logger()


class Live:
    """
    The open streams of one service in one process, and the look behind them.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._changes = changes_of(engine)
        self._is_closed = False
        self.streams = 0

    def close(self) -> None:
        """
        End every stream, each with its last word, so that browsers come again.
        """
        self._is_closed = True
        self._changes.tell()

    @property
    def is_full(self) -> bool:
        return self._is_closed or self.streams >= MOST_STREAMS

    def lines(self, may_listen: Callable[[], bool]) -> Iterator[bytes]:
        """
        Make the lines of one stream, which ends when she may listen no more.
        """
        self.streams += 1
        if self.streams == 1:
            eventlet.spawn_n(self._look)
        try:
            yield _HELLO
            yield from self._told(Listener(may_listen))
        finally:
            self.streams -= 1

    def _told(self, listener: "Listener") -> Iterator[bytes]:
        seen = self._changes.count
        while not self._is_closed:
            count = self._changes.wait(since=seen, longest=SIGN_OF_LIFE)
            if not listener.may_listen():
                yield _OVER  # Her page asks anew, and is led to the sign-in.
                return
            yield _CHANGED if count > seen else _STILL_HERE
            seen = count
            eventlet.sleep(_AT_MOST_EVERY)

    def _look(self) -> None:
        """
        Tell what other processes have changed, as long as anybody listens.
        """
        traces = self._traces()
        while self.streams and not self._is_closed:
            count = self._changes.count
            heard = self._changes.wait(since=count, longest=LOOK_EVERY)
            before, traces = traces, self._traces()
            if traces != before and heard == count:
                self._changes.tell()
            eventlet.sleep(_AT_MOST_EVERY)

    def _traces(self) -> object:
        try:
            return traces_of(self._engine)
        except Exception as error:  # noqa: BLE001 - the next look may find it again.
            log.warning("live_look_failed", reason=type(error).__name__)
            return None


class Listener:
    """
    Who hears a stream: asked again from time to time whether she still may.
    """

    def __init__(self, may_listen: Callable[[], bool]) -> None:
        self._may_listen = may_listen
        self._asked_at = monotonic()

    def may_listen(self) -> bool:
        """
        Whether she is still signed in; where nobody can tell, the stream ends too.
        """
        if monotonic() - self._asked_at < ASKED_AGAIN_AFTER:
            return True
        self._asked_at = monotonic()
        try:
            return self._may_listen()
        except Exception as error:  # noqa: BLE001 - her browser comes and asks again.
            log.warning("live_listener_unknown", reason=type(error).__name__)
            return False


def sse(request: Request) -> Response:
    """
    Answer with a stream, or with nothing where there are too many: a page asks anyway.
    """
    live: Live = request.environ[KEY]
    if live.is_full:
        return Response(status=204)  # The browser does not try again.
    # eventlet would keep back what is shorter than 4096 bytes.
    request.environ["eventlet.minimum_write_chunk_size"] = 1
    lines = live.lines(still_let_in(request))
    response = Response(lines, mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response
