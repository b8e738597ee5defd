"""
Open lists that renew themselves: a line to each browser that says when, never what.

A stream is opened by a worker like any page, and then served where the answer is sent,
outside the workers: a hundred open lists cost none of the ten. It says only that
something has changed; the page asks for itself what it may see. While nothing happens,
a stream holds no connection to the database; one look every few seconds finds for all
of them what another process has changed.
"""

from collections.abc import Iterator

import eventlet
import structlog
from sqlalchemy import Engine
from werkzeug.wrappers import Request, Response

from shared.bus.changes import changes_of
from shared.db.traces import traces_of

KEY = "babygruppe.live"
"""Under this name a request's environment holds what its service has."""

MOST_STREAMS = 400
LOOK_EVERY = 3.0  # seconds between looks for what other processes have changed
SIGN_OF_LIFE = 15.0  # seconds; what stands between may close a line that is silent.
_AT_MOST_EVERY = 0.5  # seconds; a batch of events is one piece of news.
_HELLO = b"retry: 3000\n: listening\n\n"
_STILL_HERE = b": still here\n\n"
_CHANGED = b"event: changed\ndata: 1\n\n"

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

    def lines(self) -> Iterator[bytes]:
        self.streams += 1
        if self.streams == 1:
            eventlet.spawn_n(self._look)
        try:
            yield _HELLO
            yield from self._told()
        finally:
            self.streams -= 1

    def _told(self) -> Iterator[bytes]:
        seen = self._changes.count
        while not self._is_closed:
            count = self._changes.wait(since=seen, longest=SIGN_OF_LIFE)
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


def sse(request: Request) -> Response:
    """
    Answer with a stream, or with nothing where there are too many: a page asks anyway.
    """
    live: Live = request.environ[KEY]
    if live.is_full:
        return Response(status=204)  # The browser does not try again.
    # eventlet would keep back what is shorter than 4096 bytes.
    request.environ["eventlet.minimum_write_chunk_size"] = 1
    response = Response(live.lines(), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response
