"""
Erasures over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.erasure import Cause, Erasure
from services.roster.entrypoints.acting import actor_of
from services.roster.entrypoints.schemas_mothers import (
    ErasureSchema,
    OrderedErasureSchema,
)
from services.roster.usecases import queries
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.ports import UnitOfWork
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.post(
        "/mothers/<uuid:mother_id>/erase", reads=None, answers=OrderedErasureSchema
    )
    def erase_mother(self, call: Call, mother_id: UUID) -> Erasure:
        """
        Erase a mother here at once, and have the other services do the same.
        """
        return erase_mother(
            mother_id=mother_id,
            cause=Cause.SHE_ASKED,
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )

    @api.get("/erasures", answers=ErasureSchema, many=True)
    def list_erasures(self, _call: Call) -> list[Any]:
        """
        Return who was erased, by her id alone, and which services have confirmed it.
        """
        return list(queries.erasures(uow=self.uow))
