"""
The tasks as a calendar reads them (iCalendar, RFC 5545): nobody's name, and no number.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from werkzeug.wrappers import Request, Response

from services.outreach.entrypoints.wording_ladder import STEPS
from services.outreach.usecases.task_feed import HELD_BY_A_FEED, FeedTasks
from services.outreach.usecases.tasks import TaskView
from shared.kernel.clock import in_utc
from shared.kernel.contact_hours import END
from shared.web.language import gettext
from shared.web.subscription import subscription
from shared.web.way import root_of

_ASKED_AGAIN_AFTER = timedelta(hours=1)
_SHORTEST = timedelta(hours=1)
_STATUS: Mapping[str, str] = {
    "opened": "NEEDS-ACTION",
    "withdrawn": "CANCELLED",
    "done": "COMPLETED",
}


def calendar_response(request: Request, told: FeedTasks) -> Response:
    written = write_tasks(told, root=root_of(request))
    return subscription(request, written, name="opgaver")


def write_tasks(told: FeedTasks, *, root: str) -> bytes:
    """
    Write the calendar; the same tasks are the same bytes.

    How many it holds stands in it, and where the others are, if there are more. The
    library costs a third of a second and 12 MB, so only whoever needs it pays.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", "-//Babygruppe//Opgaver//DA")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", gettext("Følg op"))
    calendar.add("X-WR-CALDESC", _limit())
    calendar.add(
        "REFRESH-INTERVAL", _ASKED_AGAIN_AFTER, parameters={"VALUE": "DURATION"}
    )
    for task in told.tasks:
        calendar.add_component(_todo(task, root))
    if not told.is_whole:
        calendar.add_component(_there_are_more(told.tasks, root))
    written: bytes = calendar.to_ical()
    return written


def _limit() -> str:
    said = gettext(
        "Kalenderen rummer højst %(number)s åbne opgaver og %(number)s, der er slut."
    )
    return said % {"number": HELD_BY_A_FEED}


def _todo(task: TaskView, root: str) -> Any:
    """
    Write a task; it keeps its UID for ever, and its SEQUENCE grows with each change.

    Its link opens her page for whoever is signed in, and for nobody else.
    """
    from icalendar import Todo

    todo = Todo()
    todo.add("UID", f"{task.id}@babygruppe")
    todo.add("DTSTAMP", task.changed_at.astimezone(UTC))
    todo.add("SEQUENCE", task.version)
    todo.add("STATUS", _STATUS[task.status])
    todo.add("DTSTART", task.begins_at.astimezone(UTC))
    if task.due_on is not None:
        todo.add("DUE", _due(task.due_on, begins_at=task.begins_at))
    todo.add("SUMMARY", _summary(task))
    todo.add("URL", f"{root}/outreach/mothers/{task.mother_id}")
    if task.ladder_step is not None:
        todo.add("X-BABYGRUPPE-STEP", task.ladder_step)
    if task.owner_id is not None:
        todo.add("X-BABYGRUPPE-OWNER", str(task.owner_id))
    if task.status == "done" and task.closed_at:
        todo.add("COMPLETED", task.closed_at.astimezone(UTC))
    return todo


def _due(day: date, *, begins_at: datetime) -> datetime:
    """
    Return when nobody may be called any more that day; never before it begins.
    """
    return max(in_utc(day, END), begins_at.astimezone(UTC) + _SHORTEST)


def _summary(task: TaskView) -> str:
    """
    Name what is to be done, where it is a step of the ladder and still to be done.
    """
    if task.status != "opened" or task.ladder_step is None:
        return gettext("Følg op")
    return f"{gettext('Følg op')}: {STEPS[task.ladder_step]}"


def _there_are_more(told: Sequence[TaskView], root: str) -> Any:
    """
    Write that the calendar does not hold all, and where they are.
    """
    from icalendar import Todo

    newest = max(task.changed_at for task in told)
    todo = Todo()
    todo.add("UID", "more@babygruppe")
    todo.add("DTSTAMP", newest.astimezone(UTC))
    todo.add("STATUS", _STATUS["opened"])
    todo.add("SUMMARY", gettext("Der er flere opgaver, end kalenderen rummer"))
    todo.add("DESCRIPTION", _limit())
    todo.add("URL", f"{root}/outreach/")
    return todo
