"""
The ladder of a group, and that of one mother.
"""

from typing import Any
from uuid import UUID

from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    LONGEST_WAIT,
    RUNG_KINDS,
    TEAM_TALK_AFTER,
    Ladder,
)
from services.outreach.entrypoints.forms_agreement import (
    LadderForm,
    ladder_in,
)
from services.outreach.entrypoints.page_set import PAGES
from services.outreach.entrypoints.pages import WORDS
from services.outreach.entrypoints.wording_ladder import STEPS
from services.outreach.usecases.change_ladder import (
    change_ladder_of_group,
    change_ladder_of_mother,
)
from services.outreach.usecases.ladder_queries import (
    ladder_of_group,
    ladder_of_mother,
)
from services.outreach.usecases.queries import mother_by_id
from shared.web.http import Call
from shared.web.read_as import read_as

_OF_GROUP = "/groups/<uuid:group_id>/ladder"
_OF_MOTHER = "/mothers/<uuid:mother_id>/ladder"


class Entrypoints:
    uow: Any

    @PAGES.get(_OF_GROUP, "ladder_group.html")
    def ladder_of_group(self, _call: Call, group_id: UUID) -> dict[str, Any]:
        known = ladder_of_group(group_id=group_id, uow=self.uow)
        return {
            "group_id": group_id,
            "version": known.last_change.version,
            **_shown(known.ladder),
        }

    @PAGES.post(_OF_GROUP)
    def change_ladder_of_group(self, call: Call, group_id: UUID) -> str:
        told = read_as(LadderForm, call.content)
        ladder = DEFAULT_LADDER if told["usual"] else ladder_in(call.content)
        change_ladder_of_group(
            group_id=group_id,
            ladder=ladder,
            expected_version=told["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"/outreach/groups/{group_id}/ladder"

    @PAGES.get(_OF_MOTHER, "ladder_mother.html")
    def ladder_of_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        known = ladder_of_mother(mother_id=mother_id, now=call.now, uow=self.uow)
        return {
            "mother": mother_by_id(mother_id=mother_id, uow=self.uow),
            "has_own": known.is_own,
            "version": known.version,
            **WORDS,
            **_shown(known.ladder),
        }

    @PAGES.post(_OF_MOTHER)
    def change_ladder_of_mother(self, call: Call, mother_id: UUID) -> str:
        told = read_as(LadderForm, call.content)
        ladder = None if told["usual"] else ladder_in(call.content)
        change_ladder_of_mother(
            mother_id=mother_id,
            ladder=ladder,
            expected_version=told["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"/outreach/mothers/{mother_id}"


def _shown(ladder: Ladder) -> dict[str, Any]:
    return {
        "kinds": RUNG_KINDS,
        "rungs": {rung.kind: rung for rung in ladder.rungs},
        "usual": {rung.kind: rung for rung in DEFAULT_LADDER.rungs},
        "steps": STEPS,
        "longest": LONGEST_WAIT,
        "team_talk_after": TEAM_TALK_AFTER,
    }
