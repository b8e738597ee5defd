"""
Sheets to keep: a group's mothers, its year, and how many came.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.csv_out import Sheet
from services.roster.entrypoints.forms_calendar import YearForm
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.roster_csv_out import lines_about
from services.roster.entrypoints.sessions_csv_out import attendance_lines, session_lines
from services.roster.usecases import queries
from services.roster.usecases.export_queries import mothers_for_list, sessions_of_year
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import SessionView
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork

    @PAGES.leads("/export")
    def first_export(self, _call: Call) -> str:
        """
        Lead to the sheets of the first group; their page leads to the others.
        """
        groups = queries.groups(uow=self.uow)
        return f"/roster/groups/{groups[0].id}/export" if groups else "/roster/"

    @PAGES.get("/groups/<uuid:group_id>/export", "export.html")
    def export(self, call: Call, group_id: UUID) -> dict[str, Any]:
        groups = queries.groups(uow=self.uow)
        this = on_the_wall(call.now).year
        return {
            "group": queries.group(group_id=group_id, uow=self.uow),
            "others": [one for one in groups if one.id != group_id],
            "years": range(this + 1, this - 6, -1),
            "this_year": this,
        }

    @PAGES.gives("/groups/<uuid:group_id>/mothers.csv")
    def mothers_sheet(self, _call: Call, group_id: UUID) -> tuple[Any, Sheet]:
        seen = mothers_for_list(group_id=group_id, uow=self.uow)
        return {"mothers": seen}, Sheet(name="moedre.csv", lines=lines_about(seen))

    @PAGES.gives("/groups/<uuid:group_id>/sessions.csv")
    def sessions_sheet(self, call: Call, group_id: UUID) -> tuple[Any, Sheet]:
        year, seen = self._of_year(call, group_id)
        lines = session_lines(seen, now=call.now)
        return {}, Sheet(name=f"moedegange-{year}.csv", lines=lines)

    @PAGES.gives("/groups/<uuid:group_id>/attendance.csv")
    def attendance_sheet(self, call: Call, group_id: UUID) -> tuple[Any, Sheet]:
        year, seen = self._of_year(call, group_id)
        return {}, Sheet(name=f"fremmoede-{year}.csv", lines=attendance_lines(seen))

    def _of_year(self, call: Call, group_id: UUID) -> tuple[int, list[SessionView]]:
        year = read_as(YearForm, call.query)["year"] or on_the_wall(call.now).year
        return year, sessions_of_year(group_id=group_id, year=year, uow=self.uow)
