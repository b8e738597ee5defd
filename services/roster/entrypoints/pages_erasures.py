"""
Erasing a mother for good, and who has done it.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.erasure import OTHERS, Cause
from services.roster.entrypoints.acting import actor_of
from services.roster.entrypoints.danish_words import ERASED_BECAUSE
from services.roster.entrypoints.forms import EraseForm
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases import queries
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.ports import UnitOfWork
from shared.web.http import Call
from shared.web.read_as import read_as
from shared.web.wording import SERVICES_CALLED


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/mothers/<uuid:mother_id>/erase", "erase.html")
    def ask_before_erasing(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        del call
        return {"mother": queries.mother(mother_id=mother_id, uow=self.uow).mother}

    @PAGES.post("/mothers/<uuid:mother_id>/erase")
    def erase_mother_by_form(self, call: Call, mother_id: UUID) -> str:
        read_as(EraseForm, call.content)
        erase_mother(
            mother_id=mother_id,
            cause=Cause.SHE_ASKED,
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return "/roster/erasures"

    @PAGES.get("/erasures", "erasures.html")
    def erasures(self, call: Call) -> dict[str, Any]:
        return {
            "erasures": queries.erasures(uow=self.uow),
            "now": call.now,
            "others": OTHERS,
            "called": SERVICES_CALLED,
            "causes": ERASED_BECAUSE,
        }
