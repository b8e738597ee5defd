"""
A new group.
"""

from typing import Any

from services.roster.entrypoints.forms import GroupForm
from services.roster.entrypoints.in_danish import in_danish
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.read_as import read_as
from services.roster.usecases.create_group import create_group
from services.roster.usecases.ports import UnitOfWork
from shared.web.http import Call
from shared.web.moments import weekday_names


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/groups/new", "group_new.html")
    def new_group(self, _call: Call) -> dict[str, Any]:
        return {"weekdays": weekday_names()}

    @PAGES.post("/groups/new")
    def create_group_by_form(self, call: Call) -> str:
        with in_danish():
            create_group(**read_as(GroupForm, call.content), uow=self.uow)
        return "/roster/"
