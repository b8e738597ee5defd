"""
Groups over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.group import Group, GroupPlan
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.entrypoints.run_by import hand_over, with_run_by
from services.roster.entrypoints.schemas import (
    GroupChangeSchema,
    GroupSchema,
    NewGroupSchema,
    SeatSchema,
    WhoRunsSchema,
)
from services.roster.usecases import queries
from services.roster.usecases.change_group import change_group
from services.roster.usecases.create_group import create_group
from services.roster.usecases.fill_seat import fill_seat
from shared.web import api
from shared.web.http import Call
from shared.web.own_people import Organisations, People


class Entrypoints:
    uow: Any
    people: Any = People()
    organisations: Any = Organisations()

    @api.post("/groups", reads=NewGroupSchema, answers=GroupSchema, status=201)
    def create_group(self, call: Call) -> dict[str, Any]:
        """
        Begin a baby group.
        """
        told = with_run_by(call.content, call=call, known=self.organisations())
        group_id = create_group(**told, uow=self.uow)
        return {**told, "id": group_id, "version": 1}

    @api.get("/groups", answers=GroupSchema, many=True)
    def list_groups(self, _call: Call) -> list[Group]:
        """
        Return every group, by name.
        """
        return queries.groups(uow=self.uow)

    @api.post(
        "/groups/<uuid:group_id>/change", reads=GroupChangeSchema, answers=GroupSchema
    )
    def change_group(self, call: Call, group_id: UUID) -> Group:
        """
        Change a group from now on; its sessions at the usual time and place follow.
        """
        told = dict(call.content)
        seen_version = told.pop("version")
        return change_group(
            group_id=group_id,
            plan=GroupPlan(**told),
            seen_version=seen_version,
            public_holidays=danish_public_holidays,
            now=call.now,
            uow=self.uow,
        )

    @api.post(
        "/groups/<uuid:group_id>/organisations",
        reads=WhoRunsSchema,
        answers=GroupSchema,
    )
    def change_who_runs(self, call: Call, group_id: UUID) -> Group:
        """
        Let other organisations run a group, and see its mothers, from now on.
        """
        return hand_over(
            call, group_id, call.content, known=self.organisations(), uow=self.uow
        )

    @api.post("/groups/<uuid:group_id>/seat", reads=SeatSchema, answers=GroupSchema)
    def fill_seat(self, call: Call, group_id: UUID) -> Group:
        """
        Name who runs a group for one's own organisation, and her deputy.
        """
        return fill_seat(
            group_id=group_id,
            **call.content,
            colleagues=self.people.in_role(call.by, call.organisation_id),
            by=call.by,
            uow=self.uow,
        )
