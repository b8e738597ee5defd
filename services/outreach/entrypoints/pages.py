"""
The pages of outreach, for a coordinator with a phone in one hand.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.school_year import year_to_ask_for
from services.outreach.entrypoints.access import ACCESS
from services.outreach.entrypoints.plain_words import spoken, tried
from services.outreach.entrypoints.schemas import (
    AttemptRequest,
    CompletionRequest,
)
from services.outreach.entrypoints.wording import AGREEMENTS, ENDS, WORDING
from services.outreach.entrypoints.wording_ladder import LADDER_WORDS
from services.outreach.usecases.complete_follow_up import complete_follow_up
from services.outreach.usecases.figures import follow_up_figures
from services.outreach.usecases.ladder_queries import (
    her_words,
    mothers_to_ask_again,
    steps_of_open,
)
from services.outreach.usecases.log_attempt import log_attempt
from services.outreach.usecases.queries import (
    follow_up_by_id,
    mother_by_id,
    mothers_to_follow_up,
    mothers_with_closed,
    school_years,
)
from shared.kernel.clock import on_the_wall
from shared.kernel.refusal import Invalid
from shared.kernel.small_counts import figures_of
from shared.web.common import common_entrypoints
from shared.web.http import Call
from shared.web.language import gettext
from shared.web.pages import Pages

PAGES = Pages("outreach", Path(__file__).parents[1] / "templates", WORDING, ACCESS)
TODAY = "/outreach/"
_STOPPED = "no_thanks"
WORDS: dict[str, Any] = {
    "tried": tried,
    "spoken": spoken,
    "agreements": AGREEMENTS,
    "ends": ENDS,
    **LADDER_WORDS,
}


class Entrypoints(common_entrypoints(PAGES)):  # type: ignore[misc]
    """
    Who is to be followed up, one mother's history, and what has ended.
    """

    uow: Any

    @PAGES.get("/", "today.html")
    def today(self, call: Call) -> dict[str, Any]:
        mothers = mothers_to_follow_up(uow=self.uow)
        known = school_years(uow=self.uow)
        holidays = set[date]().union(*(year.days() for year in known))
        today = on_the_wall(call.now).date()
        return {
            "mothers": mothers,
            "late": {
                each.id
                for each in mothers
                if each.is_late(now=call.now, holidays=holidays)
            },
            "asked_for": year_to_ask_for(today=today, known=known),
            "steps": steps_of_open(now=call.now, uow=self.uow),
            "to_ask_again": mothers_to_ask_again(now=call.now, uow=self.uow),
            "today": today,
            "saved": _id_in(call.query.get("saved", "")),
            "now": call.now,
            **WORDS,
        }

    @PAGES.get("/figures", "figures.html")
    def figures(self, call: Call) -> dict[str, Any]:
        seen = follow_up_figures(now=call.now, uow=self.uow)
        said = figures_of(seen.agreements, codes=AGREEMENTS)
        ends = figures_of(seen.ends, codes=ENDS)
        return {
            "title": gettext("Opfølgning i tal"),
            "parts": [
                (gettext("Hvad mødrene har sagt"), said, AGREEMENTS),
                (gettext("Sådan endte opfølgninger de sidste 12 uger"), ends, ENDS),
            ],
        }

    @PAGES.get("/done", "done.html")
    def done(self, call: Call) -> dict[str, Any]:
        return {"closed": mothers_with_closed(now=call.now, uow=self.uow), **WORDS}

    @PAGES.get("/mothers/<uuid:mother_id>", "mother.html")
    def mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        return {
            "mother": mother_by_id(mother_id=mother_id, uow=self.uow),
            "her": her_words(mother_id=mother_id, now=call.now, uow=self.uow),
            "today": on_the_wall(call.now).date(),
            "tomorrow": on_the_wall(call.now).date() + timedelta(days=1),
            "just_stopped": call.query.get("done") == _STOPPED,
            "now": call.now,
            **WORDS,
        }

    @PAGES.post("/follow_ups/<uuid:follow_up_id>/attempts")
    def try_from_page(self, call: Call, follow_up_id: UUID) -> str:
        form = _read(AttemptRequest, call)
        attempt = log_attempt(
            follow_up_id=follow_up_id,
            channel=form["channel"],
            outcome=form["outcome"],
            expected_version=form["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        mother_id = self._mother_of(follow_up_id)
        if attempt.outcome is AttemptOutcome.CONCERN:
            return f"/referrals/new?mother={mother_id}"
        return f"{TODAY}?saved={mother_id}"

    @PAGES.post("/follow_ups/<uuid:follow_up_id>/complete")
    def complete_from_page(self, call: Call, follow_up_id: UUID) -> str:
        form = _read(CompletionRequest, call)
        complete_follow_up(
            follow_up_id=follow_up_id,
            outcome=form["outcome"],
            expected_version=form["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"{TODAY}?saved={self._mother_of(follow_up_id)}"

    def _mother_of(self, follow_up_id: UUID) -> UUID:
        shown = follow_up_by_id(follow_up_id=follow_up_id, uow=self.uow)
        return shown.follow_up.mother_id


def _id_in(told: str) -> UUID | None:
    """
    Return the id that an address holds, if it is one.
    """
    try:
        return UUID(told)
    except ValueError:
        return None


def _read(schema: type[Schema], call: Call) -> dict[str, Any]:
    """
    Read a form.

    Raises Invalid, naming each field.
    """
    try:
        return dict(schema(unknown=EXCLUDE).load(call.content))
    except ValidationError as error:
        raise Invalid(error.normalized_messages()) from None
