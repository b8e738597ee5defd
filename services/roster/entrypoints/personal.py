"""
All that the roster keeps of a mother, when she asks: a page to print, and a file.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints import enrolment_words, profile_words
from services.roster.entrypoints.danish_words import (
    ACTS,
    CHANNELS,
    MEETING_PLACES,
    OUTCOMES,
    PURPOSES,
    REASONS,
    WHY_NOT_FETCHED,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases import queries
from services.roster.usecases.ports import UnitOfWork
from shared.web import api
from shared.web.http import Call
from shared.web.personal import (
    PersonalSchema,
    for_a_program,
    for_her,
    in_words,
)
from shared.web.wording import ORGANISATIONS, ROLES

# Some codes mean more than one thing; the last that is named here says it.
_CODES = in_words(
    enrolment_words.LEAVE_REASONS,
    enrolment_words.PAUSE_REASONS,
    enrolment_words.SUGGESTED_BY,
    enrolment_words.CAUSES,
    enrolment_words.DECISIONS,
    enrolment_words.HELP,
    profile_words.READS,
    profile_words.PHONE_OF,
    profile_words.KNOWS,
    enrolment_words.STEPS,
    enrolment_words.STATES,
    ROLES,
    ORGANISATIONS,
    ACTS,
    CHANNELS,
    MEETING_PLACES,
    PURPOSES,
    REASONS,
    WHY_NOT_FETCHED,
    OUTCOMES,
)


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/mothers/<uuid:mother_id>/personal", "personal.html")
    def personal(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        told = queries.personal(mother_id=mother_id, uow=self.uow)
        return for_her("roster", mother_id, told, codes=_CODES, now=call.now)

    @api.get("/mothers/<uuid:mother_id>/personal", answers=PersonalSchema)
    def personal_for_a_program(self, _call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Return all that is kept of one mother here, as it is kept.
        """
        told = queries.personal(mother_id=mother_id, uow=self.uow)
        return for_a_program("roster", mother_id, told)
