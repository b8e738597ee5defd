"""
Who may have been entered twice, over JSON; and that two are one, or are not.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.acting import actor_of
from services.roster.entrypoints.saved_mother import saved
from services.roster.entrypoints.schemas_duplicates import (
    DuplicateSchema,
    MergeSchema,
    OtherSchema,
    ToldApartSchema,
)
from services.roster.entrypoints.schemas_mothers import SavedMotherSchema
from services.roster.usecases.duplicate_queries import duplicates
from services.roster.usecases.merge_mothers import merge_mothers
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.tell_apart import tell_apart
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.get("/duplicates", answers=DuplicateSchema, many=True)
    def list_duplicates(self, _call: Call) -> list[dict[str, Any]]:
        """
        Return who may have been entered twice, by ids, and what they have in common.
        """
        return [
            {
                "one_id": pair.one.mother.id,
                "other_id": pair.other.mother.id,
                "alike": sorted(pair.alike),
            }
            for pair in duplicates(uow=self.uow)
        ]

    @api.post(
        "/mothers/<uuid:mother_id>/merge", reads=MergeSchema, answers=SavedMotherSchema
    )
    def merge_mothers(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Take that another entry is of this mother; it cannot be undone.
        """
        mother = merge_mothers(
            kept_id=mother_id,
            merged_id=call.content["other_id"],
            seen_version=call.content["version"],
            seen_merged_version=call.content["other_version"],
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return saved(mother)

    @api.post(
        "/mothers/<uuid:mother_id>/different",
        reads=OtherSchema,
        answers=ToldApartSchema,
    )
    def tell_apart(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Remember that two entries are of two mothers.
        """
        other_id = call.content["other_id"]
        tell_apart(
            mother_id=mother_id,
            other_id=other_id,
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return {"one_id": mother_id, "other_id": other_id}
