"""
The tasks as a calendar reads them (iCalendar, RFC 5545): nobody's name, and no number.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from typing import Any

from werkzeug.wrappers import Request, Response

from services.outreach.usecases.queries import FollowUpView
from shared.web.language import gettext
from shared.web.subscription import subscription
from shared.web.way import root_of

_ASKED_AGAIN_AFTER = timedelta(hours=1)
_STATUS: Mapping[str, str] = {
    "opened": "NEEDS-ACTION",
    "withdrawn": "CANCELLED",
    "done": "COMPLETED",
}


def calendar_response(request: Request, tasks: Iterable[FollowUpView]) -> Response:
    written = write_tasks(tasks, root=root_of(request))
    return subscription(request, written, name="opgaver")


def write_tasks(tasks: Iterable[FollowUpView], *, root: str) -> bytes:
    """
    Write the calendar; the same tasks are the same bytes.

    The library costs a third of a second and 12 MB, so only whoever needs it pays.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", "-//Babygruppe//Opgaver//DA")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", gettext("Følg op"))
    calendar.add(
        "REFRESH-INTERVAL", _ASKED_AGAIN_AFTER, parameters={"VALUE": "DURATION"}
    )
    for task in tasks:
        calendar.add_component(_todo(task, root))
    written: bytes = calendar.to_ical()
    return written


def _todo(task: FollowUpView, root: str) -> Any:
    """
    Write a task; it keeps its UID for ever, and its SEQUENCE grows with each change.

    Its link opens her page for whoever is signed in, and for nobody else.
    """
    from icalendar import Todo

    follow_up, todo = task.follow_up, Todo()
    todo.add("UID", f"{follow_up.id}@babygruppe")
    changed = follow_up.closed_at or task.waiting_since
    todo.add("DTSTAMP", changed.astimezone(UTC))
    todo.add("SEQUENCE", follow_up.version)
    todo.add("STATUS", _STATUS[task.status])
    todo.add("DTSTART", follow_up.visible_from.astimezone(UTC))
    todo.add("SUMMARY", gettext("Følg op"))
    todo.add("URL", f"{root}/outreach/mothers/{follow_up.mother_id}")
    if task.status == "done" and follow_up.closed_at:
        todo.add("COMPLETED", follow_up.closed_at.astimezone(UTC))
    return todo
