"""
What every service answers beside its own: health, OpenAPI, style, waiting events.
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from werkzeug.wrappers import Request, Response

from shared.bus.outbox import waiting
from shared.kernel.refusal import Refusal
from shared.web.acting import COOKIE, HEADER, acting_role
from shared.web.door import finished
from shared.web.http import Call, Http, refuse_cross_site
from shared.web.openapi import openapi_of
from shared.web.pages import Pages

_STYLE = Path(__file__).parent / "static" / "style.css"


def common_entrypoints(pages: Pages) -> type[Any]:
    """
    Return the entrypoints that each service inherits, with its own pages.
    """

    class Common:
        uow: Any

        @Http.decorator("GET", "/health")
        def health(self, _request: Request) -> Response:
            """
            Answer whether the database answers, and what waits for the broker.
            """
            with self.uow.reading():
                told = {"status": "ok", **waiting(self.uow.connection)}
            return finished(_json(told))

        @Http.decorator("GET", "/openapi.json")
        def openapi(self, _request: Request) -> Response:
            return finished(_json(openapi_of(type(self))))

        @Http.decorator("GET", "/static/style.css")
        def style(self, _request: Request) -> Response:
            response = Response(_STYLE.read_bytes(), mimetype="text/css")
            response.headers["Cache-Control"] = "public, max-age=3600"
            return finished(response)

        @Http.decorator("GET", "/static/<name>.js")
        def script(self, request: Request, name: str) -> Response:
            return pages.scripts.answer(request, name)

        @Http.decorator("POST", "/acting")
        def act_as(self, request: Request) -> Response:
            return finished(_remember_role(request))

    return type("Common", (Common, _waiting_events(pages)), {})


def _waiting_events(pages: Pages) -> type[Any]:
    overview = f"/{pages.service}/events"

    class WaitingEvents:
        uow: Any

        @pages.get("/events", "events.html")
        def waiting_events(self, _call: Call) -> dict[str, Any]:
            with self.uow.reading():
                return {
                    "waiting": waiting(self.uow.connection),
                    "unfinished": self.uow.inbox.unfinished(),
                }

        @pages.post("/events/<uuid:event_id>/replay")
        def replay_event(self, call: Call, event_id: UUID) -> str:
            with self.uow:
                self.uow.inbox.replay(event_id, now=call.now)
                self.uow.commit()
            return overview

        @pages.post("/events/<uuid:event_id>/discard")
        def discard_event(self, _call: Call, event_id: UUID) -> str:
            with self.uow:
                self.uow.inbox.discard(event_id)
                self.uow.commit()
            return overview

    return WaitingEvents


def _json(content: Any) -> Response:
    return Response(json.dumps(content) + "\n", mimetype="application/json")


def _remember_role(request: Request) -> Response:
    response = Response(status=303, headers={"Location": "./"})
    try:
        refuse_cross_site(request)
        chosen = request.form.get(COOKIE, "")
        request.environ[f"HTTP_{HEADER.upper().replace('-', '_')}"] = chosen
        role = acting_role(request)
    except Refusal as refusal:
        return Response(f"{refusal.code}\n", status=400)
    response.set_cookie(COOKIE, role, httponly=True, samesite="Strict", path="/")
    return response
