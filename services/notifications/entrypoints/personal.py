"""
All that notifications keeps of a mother, when she asks: a page to print, and a file.
"""

from typing import Any
from uuid import UUID

from services.notifications.entrypoints.pages import PAGES
from services.notifications.entrypoints.wording import (
    HELD_BACK,
    PURPOSES,
    TO_LOOK_AT,
    WITHDRAWN,
)
from services.notifications.usecases import queries
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
    ROLES,
    ORGANISATIONS,
    HELD_BACK,
    WITHDRAWN,
    TO_LOOK_AT,
    PURPOSES,
)


class Entrypoints:
    uow: Any

    @PAGES.get("/mothers/<uuid:mother_id>/personal", "personal.html")
    def personal(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        self.uow.refuse_stranger(mother_id)
        told = queries.personal(mother_id=mother_id, uow=self.uow)
        return for_her("notifications", mother_id, told, codes=_CODES, now=call.now)

    @api.get("/mothers/<uuid:mother_id>/personal", answers=PersonalSchema)
    def personal_for_a_program(self, _call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Return all that is kept of one mother here, as it is kept.
        """
        self.uow.refuse_stranger(mother_id)
        told = queries.personal(mother_id=mother_id, uow=self.uow)
        return for_a_program("notifications", mother_id, told)
