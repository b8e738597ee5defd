"""
All that referrals keeps of a mother, when she asks: a page to print, and a file.
"""

from typing import Any
from uuid import UUID

from services.referrals.entrypoints.page_frame import PAGES
from services.referrals.entrypoints.words import (
    CONCERNS,
    DECLINE_REASONS,
    HAND_OFF_STATES,
    INTERPRETER_KINDS,
    INTERPRETER_STATES,
    OUTCOMES,
    PRIORITIES,
    REFERRAL_STATES,
    WISHES,
)
from services.referrals.usecases.personal_seen import personal_seen
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
    CONCERNS,
    DECLINE_REASONS,
    INTERPRETER_KINDS,
    INTERPRETER_STATES,
    OUTCOMES,
    PRIORITIES,
    WISHES,
    HAND_OFF_STATES,
    REFERRAL_STATES,
)


class Entrypoints:
    uow: Any

    @PAGES.get("/mothers/<uuid:mother_id>/personal", "personal.html")
    def personal(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        self.uow.refuse_stranger(mother_id)
        told = personal_seen(
            mother_id=mother_id,
            by=call.by,
            organisation=call.organisation,
            uow=self.uow,
        )
        return for_her("referrals", mother_id, told, codes=_CODES, now=call.now)

    @api.get("/mothers/<uuid:mother_id>/personal", answers=PersonalSchema)
    def personal_for_a_program(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Return all that is kept of one mother here, as it is kept.
        """
        self.uow.refuse_stranger(mother_id)
        told = personal_seen(
            mother_id=mother_id,
            by=call.by,
            organisation=call.organisation,
            uow=self.uow,
        )
        return for_a_program("referrals", mother_id, told)
