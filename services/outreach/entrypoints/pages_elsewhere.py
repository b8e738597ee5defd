"""
The pages for other systems: the webhooks, and the tasks in somebody's own calendar.
"""

from typing import Any
from uuid import UUID

from werkzeug.wrappers import Request, Response

from services.outreach.entrypoints.page_set import PAGES
from services.outreach.entrypoints.task_calendar import calendar_response
from services.outreach.entrypoints.wording import FAILURES
from services.outreach.usecases.task_feed import (
    make_task_feed,
    owner_of_feed,
    revoke_task_feed,
    tasks_of_feed,
)
from services.outreach.usecases.webhooks import (
    add_endpoint,
    endpoints,
    turn_off_endpoint,
)
from shared.kernel.organisations import Role
from shared.web.http import Call
from shared.web.own_people import People
from shared.web.way import root_of


class Entrypoints:
    """
    Webhooks are an administrator's; a calendar is its reader's own.
    """

    uow: Any
    people: Any = People()

    @PAGES.get("/webhooks", "webhooks.html")
    def webhooks(self, _call: Call) -> dict[str, Any]:
        return {"endpoints": endpoints(uow=self.uow), "failures": FAILURES}

    @PAGES.shows_once("/webhooks", "webhook_secret.html")
    def add_webhook(self, call: Call) -> dict[str, Any]:
        url = str(call.content.get("url", "")).strip()
        added = add_endpoint(
            url=url,
            organisation_id=call.organisation_id,
            now=call.now,
            uow=self.uow,
        )
        return {"endpoint": added, "secret": added.secret}

    @PAGES.post("/webhooks/<uuid:endpoint_id>/turn_off")
    def turn_off_webhook(self, call: Call, endpoint_id: UUID) -> str:
        turn_off_endpoint(endpoint_id=endpoint_id, now=call.now, uow=self.uow)
        return "/outreach/webhooks"

    @PAGES.shows_once("/task_feed", "task_feed.html")
    def make_feed(self, call: Call) -> dict[str, Any]:
        secret = make_task_feed(user_id=call.user_id, now=call.now, uow=self.uow)
        return {"address": f"{root_of(call.request)}/outreach/tasks/{secret}.ics"}

    @PAGES.post("/task_feed/revoke")
    def revoke_feed(self, call: Call) -> str:
        revoke_task_feed(user_id=call.user_id, uow=self.uow)
        return "/outreach/"

    @PAGES.sends("/tasks/<secret>.ics")
    def task_feed(self, request: Request, secret: str) -> Response:
        now = self.uow.cause.now
        # Nobody has signed in: whose link it is says what it shows, and whether still.
        owner = owner_of_feed(secret=secret, uow=self.uow)
        self.uow.within = self.people.within(owner, as_=Role.COORDINATOR)
        told = tasks_of_feed(now=now, owner_id=owner, uow=self.uow)
        return calendar_response(request, told)
