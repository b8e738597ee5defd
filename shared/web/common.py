"""
What every service answers beside its own: health, OpenAPI, roles, events, looks.
"""

import json
from typing import Any
from uuid import UUID

from werkzeug.wrappers import Request, Response

from shared.bus.outbox import waiting
from shared.kernel.organisations import PEOPLE
from shared.kernel.refusal import NotFound
from shared.web.door import finished
from shared.web.http import Call, Http
from shared.web.looks_pages import looks_entrypoints
from shared.web.openapi import openapi_of
from shared.web.pages import Pages
from shared.web.surroundings import surroundings
from shared.web.who import who_asks


def common_entrypoints(pages: Pages) -> type[Any]:
    """
    Return the entrypoints that each service inherits, with its own pages.
    """

    class Common:
        uow: Any
        access = pages.access

        @Http.decorator("GET", "/health")
        def health(self, request: Request) -> Response:
            """
            Answer whether the database answers; figures are not for strangers.
            """
            with self.uow.reading():
                figures = waiting(self.uow.connection)
            told = figures if who_asks(request) else {}
            return finished(_json({"status": "ok", **told}))

        @Http.decorator("GET", "/openapi.json")
        def openapi(self, _request: Request) -> Response:
            return finished(_json(openapi_of(type(self))))

        @pages.get("/access", "access.html")
        def who_may(self, _call: Call) -> dict[str, Any]:
            return {"access": pages.access, "shown_roles": PEOPLE}

    parts = (Common, _waiting_events(pages), looks_entrypoints(pages))
    return type("Common", (*parts, surroundings(pages)), {})


def _waiting_events(pages: Pages) -> type[Any]:
    overview = f"/{pages.service}/events"

    class WaitingEvents:
        uow: Any

        @pages.get("/events", "events.html")
        def waiting_events(self, call: Call) -> dict[str, Any]:
            _refuse_one_of_several(call)
            with self.uow.reading():
                return {
                    "waiting": waiting(self.uow.connection),
                    "unfinished": self.uow.inbox.unfinished(),
                }

        @pages.post("/events/<uuid:event_id>/replay")
        def replay_event(self, call: Call, event_id: UUID) -> str:
            _refuse_one_of_several(call)
            with self.uow:
                self.uow.inbox.replay(event_id, now=call.now)
                self.uow.commit()
            return overview

        @pages.post("/events/<uuid:event_id>/discard")
        def discard_event(self, call: Call, event_id: UUID) -> str:
            _refuse_one_of_several(call)
            with self.uow:
                self.uow.inbox.discard(event_id)
                self.uow.commit()
            return overview

    return WaitingEvents


def _refuse_one_of_several(call: Call) -> None:
    """
    Leave what waits to whoever runs the machine: an event may be another's.

    Raises NotFound.
    """
    if call.who.within is not None:
        raise NotFound


def _json(content: Any) -> Response:
    return Response(json.dumps(content) + "\n", mimetype="application/json")
