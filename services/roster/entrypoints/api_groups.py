"""
Groups over JSON.
"""

from typing import Any

from services.roster.domain.group import Group
from services.roster.entrypoints.schemas import GroupSchema
from services.roster.usecases import queries
from services.roster.usecases.create_group import create_group
from services.roster.usecases.ports import UnitOfWork
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.post("/groups", reads=GroupSchema, answers=GroupSchema, status=201)
    def create_group(self, call: Call) -> dict[str, Any]:
        """
        Begin a baby group.
        """
        return {**call.content, "id": create_group(**call.content, uow=self.uow)}

    @api.get("/groups", answers=GroupSchema, many=True)
    def list_groups(self, _call: Call) -> list[Group]:
        """
        Return every group, by name.
        """
        return queries.groups(uow=self.uow)
