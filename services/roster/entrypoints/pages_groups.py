"""
A group: begun, seen, changed, and who runs it.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.group import OWNERS, GroupPlan
from services.roster.domain.group_move import GroupTime
from services.roster.domain.seat import THE_THREE
from services.roster.entrypoints.danish_words import FACILITATORS, ORGANISATIONS
from services.roster.entrypoints.forms import NewGroupForm
from services.roster.entrypoints.forms_staffing import (
    GroupChangeForm,
    SeatForm,
    WhoRunsForm,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.entrypoints.run_by import hand_over, own_organisation, with_run_by
from services.roster.usecases import queries
from services.roster.usecases.change_group import change_group
from services.roster.usecases.choose_organisations import several_of, to_be_chosen
from services.roster.usecases.create_group import create_group
from services.roster.usecases.fill_seat import fill_seat
from services.roster.usecases.staffing_queries import group_view
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.moments import weekday_names
from shared.web.own_people import Organisations, People
from shared.web.read_as import read_as


class Entrypoints:
    uow: Any
    people: Any = People()
    organisations: Any = Organisations()

    @PAGES.get("/groups/new", "group_new.html")
    def new_group(self, call: Call) -> dict[str, Any]:
        choices = to_be_chosen(own=own_organisation(call), known=self.organisations())
        return {"group": None, "choices": choices, **_words()}

    @PAGES.post("/groups/new")
    def create_group_by_form(self, call: Call) -> str:
        told = with_run_by(
            read_as(NewGroupForm, call.content), call=call, known=self.organisations()
        )
        group_id = create_group(**told, uow=self.uow)
        return f"/roster/groups/{group_id}"

    @PAGES.get("/groups/<uuid:group_id>", "group.html")
    def group(self, call: Call, group_id: UUID) -> dict[str, Any]:
        seen = group_view(
            group_id=group_id, names=self.people.named, now=call.now, uow=self.uow
        )
        return {
            "seen": seen,
            "group": seen.group,
            "usual": GroupTime.on(on_the_wall(call.now).date(), group=seen.group),
            "three": THE_THREE,
            "own": call.by,
            "own_kind": call.organisation,
            "several": several_of(self.organisations()),
            "colleagues": self.people.in_role(call.by, call.organisation_id),
            **_words(),
        }

    @PAGES.post("/groups/<uuid:group_id>/change")
    def change_group_by_form(self, call: Call, group_id: UUID) -> str:
        told = read_as(GroupChangeForm, call.content)
        seen_version = told.pop("version")
        change_group(
            group_id=group_id,
            plan=GroupPlan(**told),
            seen_version=seen_version,
            public_holidays=danish_public_holidays,
            now=call.now,
            uow=self.uow,
        )
        return f"/roster/groups/{group_id}"

    @PAGES.post("/groups/<uuid:group_id>/organisations")
    def change_who_runs_by_form(self, call: Call, group_id: UUID) -> str:
        """
        With another daycare go other holidays: then the year is planned anew.
        """
        told = read_as(WhoRunsForm, call.content)
        before = queries.group(group_id=group_id, uow=self.uow)
        group = hand_over(
            call, group_id, told, known=self.organisations(), uow=self.uow
        )
        if group.run_by[call.organisation] != call.organisation_id:
            return "/roster/"
        if group.daycare_id != before.daycare_id:
            return f"/roster/groups/{group_id}/calendar/plan"
        return f"/roster/groups/{group_id}#organisations"

    @PAGES.post("/groups/<uuid:group_id>/seat")
    def fill_seat_by_form(self, call: Call, group_id: UUID) -> str:
        fill_seat(
            group_id=group_id,
            **read_as(SeatForm, call.content),
            colleagues=self.people.in_role(call.by, call.organisation_id),
            by=call.by,
            uow=self.uow,
        )
        return f"/roster/groups/{group_id}#three"


def _words() -> dict[str, Any]:
    return {
        "weekdays": weekday_names(),
        "owners": {one: ORGANISATIONS[one] for one in OWNERS},
        "facilitators": FACILITATORS,
    }
