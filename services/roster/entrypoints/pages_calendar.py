"""
A group's calendar of a year: seen, planned, changed, and subscribed to.
"""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from werkzeug.wrappers import Request, Response

from services.roster.domain.year_plan import Step
from services.roster.entrypoints.calendar_feed import feed_response
from services.roster.entrypoints.danish_words import THEMES
from services.roster.entrypoints.forms_calendar import (
    SessionChangeForm,
    YearForm,
    change_of,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.pages_sessions import state_of
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.usecases import calendar_queries, queries
from services.roster.usecases.calendar_queries import CalendarView
from services.roster.usecases.change_session import change_session
from services.roster.usecases.plan_calendar import compare_calendar, plan_calendar
from services.roster.usecases.renew_calendar_link import (
    renew_calendar_link,
    revoke_calendar_link,
)
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.read_as import read_as


class Entrypoints:
    uow: Any

    @PAGES.leads("/calendar")
    def first_calendar(self, _call: Call) -> str:
        """
        Lead to the calendar of the first group; its page leads to the others.
        """
        groups = queries.groups(uow=self.uow)
        return _address(groups[0].id) if groups else "/roster/"

    @PAGES.get("/groups/<uuid:group_id>/calendar", "calendar.html")
    def calendar(self, call: Call, group_id: UUID) -> dict[str, Any]:
        year, this = _year(call), on_the_wall(call.now).year
        seen = calendar_queries.calendar(
            group_id=group_id,
            year=year,
            public_holidays=danish_public_holidays,
            uow=self.uow,
        )
        link = calendar_queries.calendar_link(group_id=group_id, uow=self.uow)
        return {
            "seen": seen,
            "months": _months(seen, now=call.now),
            "groups": queries.groups(uow=self.uow),
            "link": f"/roster/calendar/{link.secret}.ics" if link else None,
            "host": call.request.host,
            "scheme": call.request.scheme,
            "years": range(this - 1, this + 2),
            "is_to_come": year >= this,
        }

    @PAGES.get("/groups/<uuid:group_id>/calendar/plan", "calendar_plan.html")
    def try_plan(self, call: Call, group_id: UUID) -> dict[str, Any]:
        """
        Show which dates come into the calendar, and which do not and why.
        """
        year = _year(call)
        plan = compare_calendar(
            group_id=group_id,
            year=year,
            public_holidays=danish_public_holidays,
            now=call.now,
            uow=self.uow,
        )
        return {
            "plan": plan,
            "steps": Step,
            "unknown": calendar_queries.years_without_holidays(
                daycare_id=plan.group.daycare_id,
                days=[one.day for one in plan.days],
                uow=self.uow,
            ),
        }

    @PAGES.post("/groups/<uuid:group_id>/calendar/plan")
    def plan_calendar_by_form(self, call: Call, group_id: UUID) -> str:
        year = _year(call)
        plan_calendar(
            group_id=group_id,
            year=year,
            public_holidays=danish_public_holidays,
            now=call.now,
            uow=self.uow,
        )
        return f"{_address(group_id)}?year={year}"

    @PAGES.post("/groups/<uuid:group_id>/calendar/renew_link")
    def renew_calendar_link_by_form(self, call: Call, group_id: UUID) -> str:
        renew_calendar_link(group_id=group_id, now=call.now, uow=self.uow)
        return f"{_address(group_id)}#subscribe"

    @PAGES.post("/groups/<uuid:group_id>/calendar/revoke_link")
    def revoke_calendar_link_by_form(self, call: Call, group_id: UUID) -> str:
        revoke_calendar_link(group_id=group_id, now=call.now, uow=self.uow)
        return f"{_address(group_id)}#subscribe"

    @PAGES.sends("/calendar/<secret>.ics")
    def calendar_feed(self, request: Request, secret: str) -> Response:
        now = self.uow.cause.now
        seen = calendar_queries.feed(secret=secret, now=now, uow=self.uow)
        return feed_response(request, seen)

    @PAGES.get("/sessions/<uuid:session_id>/change", "session_change.html")
    def show_plan(self, _call: Call, session_id: UUID) -> dict[str, Any]:
        view = queries.session_view(session_id=session_id, uow=self.uow)
        return {
            "session": view.session,
            "group": view.group,
            "starts": on_the_wall(view.session.starts_at),
            "ends": on_the_wall(view.session.ends_at),
            "themes": THEMES,
        }

    @PAGES.post("/sessions/<uuid:session_id>/change")
    def change_session_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(SessionChangeForm, call.content)
        change_session(
            session_id=session_id,
            change=change_of(told),
            seen_version=told["seen_version"],
            now=call.now,
            uow=self.uow,
        )
        return f"/roster/sessions/{session_id}"


def _address(group_id: UUID) -> str:
    return f"/roster/groups/{group_id}/calendar"


def _year(call: Call) -> int:
    """
    Return the year that is asked for, or this one.

    Raises Invalid.
    """
    told = call.query if call.content is None else call.content
    year: int | None = read_as(YearForm, told)["year"]
    return year or on_the_wall(call.now).year


def _months(
    seen: CalendarView, *, now: datetime
) -> Iterable[tuple[date, list[dict[str, Any]]]]:
    """
    Return for each month what stands in it, in the order of the days.
    """
    held: list[tuple[date, dict[str, Any]]] = [
        (
            on_the_wall(one.starts_at).date(),
            {"session": one, "state": state_of(one, now=now)},
        )
        for one in seen.sessions
    ]
    left_out = [
        (one.day, {"session": None, "day": one.day, "off": one.off})
        for one in seen.left_out
    ]
    lines = sorted([*held, *left_out], key=lambda line: line[0])
    return [
        (month, [line for _, line in found])
        for month, found in groupby(lines, key=lambda line: line[0].replace(day=1))
    ]
