"""
All that outreach keeps of a mother, when she asks: a page to print, and a file.
"""

from typing import Any
from uuid import UUID

from services.outreach.entrypoints.page_set import PAGES
from services.outreach.entrypoints.wording import (
    AGREEMENTS,
    CARES,
    ENDS,
    OPENED_AGAIN,
    OUTCOMES,
    PLACES,
)
from services.outreach.entrypoints.wording_ladder import (
    DECISIONS,
    SCOPES,
    TALK_ENDS,
    TO_HER,
    WAYS,
)
from services.outreach.usecases.queries import personal
from shared.web import api
from shared.web.http import Call
from shared.web.personal import (
    PersonalSchema,
    for_a_program,
    for_her,
    in_words,
)
from shared.web.wording import ORGANISATIONS, ROLES

_CODES = in_words(
    TO_HER,
    ROLES,
    ORGANISATIONS,
    WAYS,
    OUTCOMES,
    DECISIONS,
    ENDS,
    AGREEMENTS,
    PLACES,
    SCOPES,
    TALK_ENDS,
    CARES,
    OPENED_AGAIN,
)


class Entrypoints:
    uow: Any

    @PAGES.get("/mothers/<uuid:mother_id>/personal", "personal.html")
    def personal(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        self.uow.refuse_stranger(mother_id)
        told = personal(mother_id=mother_id, uow=self.uow)
        return for_her("outreach", mother_id, told, codes=_CODES, now=call.now)

    @api.get("/mothers/<uuid:mother_id>/personal", answers=PersonalSchema)
    def personal_for_a_program(self, _call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Return all that is kept of one mother here, as it is kept.
        """
        self.uow.refuse_stranger(mother_id)
        told = personal(mother_id=mother_id, uow=self.uow)
        return for_a_program("outreach", mother_id, told)
