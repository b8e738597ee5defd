"""
Team talks: two roles of two organisations say what happens next about a mother.
"""

from typing import Any
from uuid import UUID

from services.outreach.entrypoints.forms_agreement import VoteForm
from services.outreach.entrypoints.page_set import PAGES
from services.outreach.entrypoints.wording import AGREEMENTS
from services.outreach.entrypoints.wording_ladder import (
    DECISIONS,
    decisions_about,
    terms_told,
)
from services.outreach.usecases.decide_team_talk import decide_team_talk
from services.outreach.usecases.ladder_queries import talks_that_wait, team_talks
from services.outreach.usecases.note_health_visitor_asked import (
    note_health_visitor_asked,
)
from shared.kernel.organisations import Role
from shared.web.http import Call
from shared.web.read_as import read_as

TALKS = "/outreach/talks"


class Entrypoints:
    uow: Any

    @PAGES.get("/talks", "talks.html")
    def talks(self, call: Call) -> dict[str, Any]:
        found = team_talks(uow=self.uow)
        return {
            "talks": [one for one in found if one.talk.is_open],
            "to_ask": [one for one in found if not one.talk.is_open],
            "decisions": DECISIONS,
            "decisions_about": decisions_about,
            "agreements": AGREEMENTS,
            "terms_told": terms_told,
            "by": call.by,
            "is_health_visitor": call.by is Role.HEALTH_VISITOR,
        }

    @PAGES.get("/talks/waiting", "talks_waiting.html")
    def talks_waiting(self, call: Call) -> dict[str, Any]:
        """
        Show how many wait for whoever asks: for the home of her own service.
        """
        return {"number": talks_that_wait(by=call.by, uow=self.uow)}

    @PAGES.post("/talks/<uuid:talk_id>/votes")
    def vote_from_page(self, call: Call, talk_id: UUID) -> str:
        told = read_as(VoteForm, call.content)
        decide_team_talk(
            talk_id=talk_id,
            decision=told["decision"],
            expected_version=told["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return TALKS

    @PAGES.post("/talks/<uuid:talk_id>/asked")
    def asked_in_talk_from_page(self, call: Call, talk_id: UUID) -> str:
        note_health_visitor_asked(talk_id=talk_id, now=call.now, uow=self.uow)
        return TALKS
