"""
The calendar: the sessions of today, the next ones, the last ones, and a new one.
"""

from datetime import datetime
from typing import Any

from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.entrypoints.forms import SessionForm
from services.roster.entrypoints.in_danish import in_danish
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.read_as import read_as
from services.roster.usecases import queries
from services.roster.usecases.enrolment_queries import how_many_to_decide
from services.roster.usecases.plan_session import plan_session
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import SessionView
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.language import gettext as _


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/", "overview.html")
    def overview(self, call: Call) -> dict[str, Any]:
        seen = queries.overview(now=call.now, uow=self.uow)
        parts = (
            (_("I dag"), seen.today, _("I dag er der ingen mødegang.")),
            (_("Kommende"), seen.coming, _("Ingen mødegange er planlagt.")),
            (_("Seneste"), seen.past, _("Der har ikke været mødegange endnu.")),
        )
        return {
            "parts": [
                (title, [_row(view, now=call.now) for view in views], none)
                for title, views, none in parts
            ],
            "late": [
                view.session
                for view in seen.past
                if is_late(view.session, now=call.now)
            ],
            "first": seen.today[0].session.id if seen.today else None,
            "groups": queries.groups(uow=self.uow),
            "to_decide": how_many_to_decide(
                on=on_the_wall(call.now).date(), uow=self.uow
            ),
        }

    @PAGES.leads("/next")
    def next_session(self, call: Call) -> str:
        """
        Lead to the register of today, or else of the next session.
        """
        seen = queries.overview(now=call.now, uow=self.uow)
        still = [view for view in seen.today if view.session.ends_at > call.now]
        for view in still or seen.coming:
            return f"/roster/sessions/{view.session.id}"
        return "/roster/"

    @PAGES.get("/sessions/new", "session_new.html")
    def new_session(self, call: Call) -> dict[str, Any]:
        return {
            "groups": queries.groups(uow=self.uow),
            "today": on_the_wall(call.now).date(),
        }

    @PAGES.post("/sessions/new")
    def plan_session_by_form(self, call: Call) -> str:
        with in_danish():
            told = read_as(SessionForm, call.content)
            session = plan_session(**told, uow=self.uow)
        return f"/roster/sessions/{session.id}"


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
    if is_late(session, now=now):
        return _("Ikke lukket"), "warn"
    has_begun = session.starts_at <= now
    return (_("I gang"), "good") if has_begun else (_("Planlagt"), "")
