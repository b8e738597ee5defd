"""
A small server that answers as roster does when it is asked for a contact card.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import eventlet
from eventlet import wsgi


class FakeRoster:
    """
    Knows the cards that it is given, and remembers what it was asked and by whom.
    """

    def __init__(self) -> None:
        self.cards: dict[UUID, dict[str, Any]] = {}
        self.asked: list[dict[str, Any]] = []
        self.seconds_asleep = 0.0
        self._listener = eventlet.listen(("127.0.0.1", 0))
        # kombu sets a default timeout for all sockets; a listener must not have one.
        self._listener.settimeout(None)
        port = self._listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/roster"
        self._server = eventlet.spawn(
            wsgi.server, self._listener, self, log_output=False
        )

    def stop(self) -> None:
        self._server.kill()
        self._listener.close()

    def knows(self, mother_id: UUID, *, display_name: str, **told: Any) -> None:
        card = {
            "display_name": display_name,
            "phone": "+4522334455",
            "languages": ["ti", "en"],
            "shared_phone": False,
            "may_leave_message": True,
            "children": [],
        }
        self.cards[mother_id] = card | told

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        asked = json.loads(environ["wsgi.input"].read())
        self.asked.append(
            {
                **asked,
                "path": environ["PATH_INFO"],
                "token": environ.get("HTTP_AUTHORIZATION"),
                "key": environ.get("HTTP_IDEMPOTENCY_KEY"),
            }
        )
        eventlet.sleep(self.seconds_asleep)
        card = self.cards.get(UUID(asked["mother_id"]))
        status = "200 OK" if card else "404 Not Found"
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(card or {"code": "mother-not-found"}).encode()]


@contextmanager
def running_roster() -> Iterator[FakeRoster]:
    """
    Run a fake roster on a free port until the block ends.
    """
    roster = FakeRoster()
    try:
        yield roster
    finally:
        roster.stop()
