"""
A group's year as sheets: when it meets, and how many came.
"""

from collections.abc import Sequence
from datetime import datetime

from services.roster.domain.attendance import Outcome
from services.roster.domain.register import SessionState
from services.roster.entrypoints.csv_out import day_first
from services.roster.entrypoints.danish_words import OUTCOMES
from services.roster.entrypoints.pages_sessions import state_of
from services.roster.usecases.views import SessionView
from shared.kernel.clock import on_the_wall
from shared.web.language import gettext as _

_COUNTED = (
    Outcome.ATTENDED,
    Outcome.CANCELLED,
    Outcome.CANCELLED_LATE,
    Outcome.EXCUSED,
    Outcome.MISSED,
)


def session_lines(sessions: Sequence[SessionView], *, now: datetime) -> list[list[str]]:
    headings: list[str] = [
        _("Dato"),
        _("Uge"),
        _("Start"),
        _("Slut"),
        _("Sted"),
        _("Tema"),
        _("Besøg fra"),
        _("Tur til"),
        _("Mødested"),
        _("Tilstand"),
    ]
    return [headings, *(_line(one, now=now) for one in sessions)]


def attendance_lines(sessions: Sequence[SessionView]) -> list[list[str]]:
    """
    Return a line for each register that is closed; an open one says nothing yet.
    """
    headings = [_("Dato"), _("I alt"), *(str(OUTCOMES[one]) for one in _COUNTED)]
    closed = [one for one in sessions if one.session.state is SessionState.CLOSED]
    return [headings, *map(_counts, closed)]


def _line(seen: SessionView, *, now: datetime) -> list[str]:
    session = seen.session
    start, end = on_the_wall(session.starts_at), on_the_wall(session.ends_at)
    return [
        day_first(start.date()),
        str(start.isocalendar().week),
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        session.other_place or seen.group.place,
        session.theme or "",
        session.guest or "",
        session.destination or "",
        session.meeting_point or "",
        state_of(session, now=now)[0],
    ]


def _counts(seen: SessionView) -> list[str]:
    outcomes = [line.outcome for line in seen.session.attendances.values()]
    counts = [outcomes.count(one) for one in _COUNTED]
    day = on_the_wall(seen.session.starts_at).date()
    return [day_first(day), *map(str, (sum(counts), *counts))]
