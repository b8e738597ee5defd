"""
A group's calendar as phones read it (iCalendar, RFC 5545): when, where, about what.

Nobody's name stands in it. The times are in UTC, which every program shows on the wall
it hangs on, in the weeks when the clock changes too.
"""

from datetime import UTC, timedelta
from typing import Any

from werkzeug.wrappers import Request, Response

from services.roster.domain.group import Group
from services.roster.domain.session import Session
from services.roster.usecases.calendar_queries import Feed
from shared.web.subscription import subscription

_ASKED_AGAIN_AFTER = timedelta(hours=6)


def feed_response(request: Request, feed: Feed) -> Response:
    return subscription(request, write_feed(feed), name="babygruppe")


def write_feed(feed: Feed) -> bytes:
    """
    Write the calendar; the same sessions are the same bytes.

    The library costs a third of a second and 12 MB, so only whoever needs it pays.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", "-//Babygruppe//Kalender//DA")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", feed.group.name)
    calendar.add("X-WR-TIMEZONE", "Europe/Copenhagen")
    calendar.add(
        "REFRESH-INTERVAL", _ASKED_AGAIN_AFTER, parameters={"VALUE": "DURATION"}
    )
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    for session in feed.sessions:
        calendar.add_component(_event(session, feed.group))
    written: bytes = calendar.to_ical()
    return written


def _event(session: Session, group: Group) -> Any:
    """
    Write a session; it keeps its UID for ever, and its SEQUENCE grows with a change.
    """
    from icalendar import Event

    event = Event()
    event.add("UID", f"{session.id}@babygruppe")
    event.add("DTSTAMP", (session.revised_at or session.starts_at).astimezone(UTC))
    event.add("SEQUENCE", session.revision)
    event.add("STATUS", "CONFIRMED" if session.is_held else "CANCELLED")
    event.add("DTSTART", session.starts_at.astimezone(UTC))
    event.add("DTEND", session.ends_at.astimezone(UTC))
    event.add("SUMMARY", _summary(session, group))
    event.add("LOCATION", session.other_place or group.place)
    return event


def _summary(session: Session, group: Group) -> str:
    about = session.destination or session.theme
    return f"{group.name}: {about}" if about else group.name
