"""
The calendar: the sessions of today, the next ones, the last ones, and a new one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.entrypoints.danish_words import THEMES
from services.roster.entrypoints.forms import SessionForm
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.pages_pick_ups import WORDS
from services.roster.entrypoints.pages_staffing import STAFFING_WORDS, staffing_for
from services.roster.usecases import queries
from services.roster.usecases.enrolment_queries import how_many_to_decide
from services.roster.usecases.pick_up_queries import who_brings_whom
from services.roster.usecases.plan_session import plan_session
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import Overview, SessionView
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.language import gettext as _
from shared.web.own_people import People
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork
    people: Any = People()

    @PAGES.get("/", "overview.html")
    def overview(self, call: Call) -> dict[str, Any]:
        seen = queries.overview(now=call.now, uow=self.uow)
        parts = _parts(seen)
        return {
            "staffing": staffing_for(call, people=self.people, uow=self.uow),
            "parts": [
                (title, [_row(view, now=call.now) for view in views], none)
                for title, views, none in parts
            ],
            "forgotten": queries.forgotten(now=call.now, uow=self.uow),
            "late_erasures": queries.late_erasures(now=call.now, uow=self.uow),
            "first": next((view.session.id for view in parts[0][1]), None),
            "groups": queries.groups(uow=self.uow),
            "pick_ups": who_brings_whom(now=call.now, uow=self.uow),
            "today": on_the_wall(call.now).date(),
            **WORDS,
            "to_decide": how_many_to_decide(
                on=on_the_wall(call.now).date(), uow=self.uow
            ),
            **STAFFING_WORDS,
        }

    @PAGES.get("/forgotten", "forgotten.html")
    def forgotten(self, call: Call) -> dict[str, Any]:
        """
        Show the registers that nobody has closed, also at the top of other homes.
        """
        return {"forgotten": queries.forgotten(now=call.now, uow=self.uow)}

    @PAGES.leads("/next")
    def next_session(self, call: Call) -> str:
        """
        Lead to the register of today, or else of the next session.
        """
        seen = queries.overview(now=call.now, uow=self.uow)
        still = [view for view in seen.today if view.session.ends_at > call.now]
        for view in [*still, *seen.coming]:
            if view.session.state is not SessionState.SKIPPED:
                return f"/roster/sessions/{view.session.id}"
        return "/roster/"

    @PAGES.get("/sessions/new", "session_new.html")
    def new_session(self, call: Call) -> dict[str, Any]:
        return {
            "groups": queries.groups(uow=self.uow),
            "today": on_the_wall(call.now).date(),
            "themes": THEMES,
        }

    @PAGES.post("/sessions/new")
    def plan_session_by_form(self, call: Call) -> str:
        told = read_as(SessionForm, call.content)
        session = plan_session(**told, uow=self.uow)
        return f"/roster/sessions/{session.id}"


def _parts(seen: Overview) -> list[tuple[str, Sequence[SessionView], str]]:
    """
    Sort by what is to be done: what is next stands first, be it today or later.
    """
    past = _("Seneste"), seen.past, _("Der har ikke været mødegange endnu.")
    later = _("Kommende"), seen.coming, _("Ingen flere mødegange er planlagt.")
    if seen.today:
        return [(_("I dag"), seen.today, ""), later, past]
    none = _("Ingen mødegange er planlagt.")
    soon = _("Næste mødegang"), seen.coming[:1], none
    more = [(later[0], seen.coming[1:], later[2])] if seen.coming else []
    return [soon, *more, past]


def _row(view: SessionView, *, now: datetime) -> dict[str, Any]:
    return {"view": view, "state": state_of(view.session, now=now)}


def is_late(session: Session, *, now: datetime) -> bool:
    """
    Return whether the register should have been closed: whoever missed waits for it.
    """
    return session.state is SessionState.PLANNED and session.ends_at <= now


def state_of(session: Session, *, now: datetime) -> tuple[str, str]:
    """
    Return how a session's state is called, and how it looks.
    """
    if session.state is SessionState.CLOSED:
        return _("Lukket"), "good"
    if session.state is SessionState.CANCELLED:
        return _("Aflyst"), "bad"
    if session.state is SessionState.SKIPPED:
        return _("Ferie"), ""
    if is_late(session, now=now):
        return _("Ikke lukket"), "warn"
    has_begun = session.starts_at <= now
    return (_("I gang"), "good") if has_begun else (_("Planlagt"), "")
