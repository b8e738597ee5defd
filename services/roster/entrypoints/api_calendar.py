"""
A group's calendar over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.calendar_link import CalendarLink
from services.roster.entrypoints.forms_calendar import change_of
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.entrypoints.schemas import SessionSchema
from services.roster.entrypoints.schemas_calendar import (
    CalendarLinkSchema,
    CalendarPlanSchema,
    CalendarRequestSchema,
    SessionChangeSchema,
)
from services.roster.usecases import calendar_queries
from services.roster.usecases.change_session import change_session
from services.roster.usecases.plan_calendar import compare_calendar, plan_calendar
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.renew_calendar_link import (
    renew_calendar_link,
    revoke_calendar_link,
)
from services.roster.usecases.views import Counts
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.post(
        "/groups/<uuid:group_id>/calendar",
        reads=CalendarRequestSchema,
        answers=CalendarPlanSchema,
    )
    def plan_calendar(self, call: Call, group_id: UUID) -> dict[str, Any]:
        """
        Put a year's sessions into the calendar; or try what that would do.
        """
        is_trial = call.content["dry_run"]
        plan = (compare_calendar if is_trial else plan_calendar)(
            group_id=group_id,
            year=call.content["year"],
            public_holidays=danish_public_holidays,
            now=call.now,
            uow=self.uow,
        )
        return {"year": plan.year, "days": plan.days, "planned": not is_trial}

    @api.post(
        "/sessions/<uuid:session_id>/change",
        reads=SessionChangeSchema,
        answers=SessionSchema,
    )
    def change_session(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Plan a session anew; another time or place is told to whoever is expected.
        """
        session = change_session(
            session_id=session_id,
            change=change_of(call.content),
            seen_version=call.content["version"],
            now=call.now,
            uow=self.uow,
        )
        return {"session": session, "counts": Counts.of(session)}

    @api.get("/groups/<uuid:group_id>/calendar_link", answers=CalendarLinkSchema)
    def show_calendar_link(self, _call: Call, group_id: UUID) -> dict[str, Any]:
        """
        Return the path by which a group's calendar is subscribed to.
        """
        link = calendar_queries.calendar_link(group_id=group_id, uow=self.uow)
        return _link(link) if link else {"path": None, "changed_at": None}

    @api.post(
        "/groups/<uuid:group_id>/calendar_link/renew",
        reads=None,
        answers=CalendarLinkSchema,
    )
    def renew_calendar_link(self, call: Call, group_id: UUID) -> dict[str, Any]:
        """
        Make a new link; the one before opens nothing any more.
        """
        link = renew_calendar_link(group_id=group_id, now=call.now, uow=self.uow)
        return _link(link)

    @api.post(
        "/groups/<uuid:group_id>/calendar_link/revoke",
        reads=None,
        answers=CalendarLinkSchema,
    )
    def revoke_calendar_link(self, call: Call, group_id: UUID) -> dict[str, Any]:
        """
        Take a group's link back.
        """
        link = revoke_calendar_link(group_id=group_id, now=call.now, uow=self.uow)
        return _link(link)


def _link(link: CalendarLink) -> dict[str, Any]:
    path = f"/roster/calendar/{link.secret}.ics" if link.secret else None
    return {"path": path, "changed_at": link.changed_at}
