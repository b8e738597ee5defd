"""
What a mother tells of herself, and her children, over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.schemas_profile import (
    ProfileChangeSchema,
    SavedChildSchema,
    SavedProfileSchema,
    ShownProfileSchema,
    WrittenChildSchema,
    told_of_herself,
)
from services.roster.usecases.change_profile import change_profile
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.profile_queries import profile_of
from services.roster.usecases.write_child import add_child, put_child_right
from shared.kernel.clock import on_the_wall
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.get("/mothers/<uuid:mother_id>/profile", answers=ShownProfileSchema)
    def show_profile(self, _call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Return what a mother tells of herself.
        """
        seen = profile_of(mother_id=mother_id, uow=self.uow)
        told = vars(seen.profile) | {"version": seen.seen_version}
        return told | {
            "knows": sorted(seen.profile.knows),
            "offers": sorted(seen.profile.offers),
        }

    @api.post(
        "/mothers/<uuid:mother_id>/profile",
        reads=ProfileChangeSchema,
        answers=SavedProfileSchema,
    )
    def change_profile(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down what a mother tells of herself, whole.
        """
        told = dict(call.content)
        seen_version = told.pop("version")
        _, profile = change_profile(
            mother_id=mother_id,
            told=told_of_herself(told),
            seen_version=seen_version,
            uow=self.uow,
        )
        return {"id": profile.mother_id, "version": profile.version}

    @api.post(
        "/mothers/<uuid:mother_id>/children",
        reads=WrittenChildSchema,
        answers=SavedChildSchema,
        status=201,
    )
    def add_child(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Put a child beside a mother.
        """
        child = add_child(
            mother_id=mother_id,
            **call.content,
            today=on_the_wall(call.now).date(),
            uow=self.uow,
        )
        return {"id": child.id, "version": child.version}

    @api.post(
        "/mothers/<uuid:mother_id>/children/<uuid:child_id>",
        reads=WrittenChildSchema,
        answers=SavedChildSchema,
    )
    def put_child_right(
        self, call: Call, mother_id: UUID, child_id: UUID
    ) -> dict[str, Any]:
        """
        Correct a child's name or birth date.
        """
        child = put_child_right(
            mother_id=mother_id,
            child_id=child_id,
            **call.content,
            today=on_the_wall(call.now).date(),
            uow=self.uow,
        )
        return {"id": child.id, "version": child.version}
