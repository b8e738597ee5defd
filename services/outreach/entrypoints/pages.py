"""
The pages of outreach, for a coordinator with a phone in one hand.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE

from services.outreach.domain.attempt import (
    USUAL_MINUTES,
    USUAL_MINUTES_ANSWERED,
    Attempt,
    AttemptOutcome,
)
from services.outreach.domain.errors import MotherNotFound
from services.outreach.domain.last_word import Care
from services.outreach.entrypoints.forms_attempt import AttemptForm
from services.outreach.entrypoints.list_words import choices_of, chosen_in
from services.outreach.entrypoints.page_set import PAGES
from services.outreach.entrypoints.places import in_address, list_after, place_in
from services.outreach.entrypoints.plain_words import spent, spoken, tried
from services.outreach.entrypoints.ready_text import ready_text
from services.outreach.entrypoints.schemas import (
    CompletionRequest,
    PutOffRequest,
)
from services.outreach.entrypoints.wording import (
    AGREEMENTS,
    ASKED,
    CARES,
    CARES_WRITTEN,
    ENDS,
    OPENED_AGAIN,
    RANKS,
)
from services.outreach.entrypoints.wording_ladder import LADDER_WORDS
from services.outreach.usecases.complete_follow_up import complete_follow_up
from services.outreach.usecases.figures import follow_up_figures
from services.outreach.usecases.hand_over import who_is_away
from services.outreach.usecases.ladder_queries import her_words
from services.outreach.usecases.list_parts import list_parts
from services.outreach.usecases.log_attempt import log_attempt
from services.outreach.usecases.put_off import put_off
from services.outreach.usecases.queries import (
    follow_up_by_id,
    holidays_to_ask_for,
    mother_by_id,
    mothers_with_closed,
)
from services.outreach.usecases.take_back_attempt import take_back_attempt
from services.outreach.usecases.task_feed import has_task_feed
from services.outreach.usecases.work_list import (
    COUNTED_TO,
    HOURS_OF_A_WEEK,
    Slip,
    care_to_take_back,
    last_slip,
    may_take_back_no_thanks,
    slip_of,
    work_list,
)
from shared.kernel.clock import day_of
from shared.kernel.organisations import Organisation
from shared.kernel.small_counts import figures_of
from shared.web.common import common_entrypoints
from shared.web.http import Call
from shared.web.language import gettext
from shared.web.own_people import Organisations, People
from shared.web.read_as import read_as

# What some answers ask of us is another service's to do.
_LEADS_TO = {
    AttemptOutcome.CONCERN: "/referrals/new?mother={}",
    AttemptOutcome.PRACTICAL_HELP: "/roster/mothers/{}/pick_up",
}
WORDS: dict[str, Any] = {
    "tried": tried,
    "spoken": spoken,
    "agreements": AGREEMENTS,
    "ends": ENDS,
    "cares": CARES,
    "asking": ASKED,
    "cares_written": CARES_WRITTEN,
    "opened_again": OPENED_AGAIN,
    "ranks": RANKS,
    "ready_text": ready_text,
    "spent": spent,
    "usual_minutes": USUAL_MINUTES,
    "usual_minutes_answered": USUAL_MINUTES_ANSWERED,
    **LADDER_WORDS,
}


class Entrypoints(common_entrypoints(PAGES)):  # type: ignore[misc]
    """
    Who is to be followed up, one mother's history, and what has ended.
    """

    uow: Any
    people: Any = People()
    organisations: Any = Organisations()

    @PAGES.get("/", "today.html")
    def today(self, call: Call) -> dict[str, Any]:
        colleagues = self.people.in_role(call.by, call.organisation_id)
        parts = list_parts(now=call.now, uow=self.uow)
        choices = choices_of(parts, names=colleagues)
        chosen = chosen_in(call.query, choices)
        among = parts.among(chosen.id) if chosen else None
        seen = work_list(
            after=place_in(call.query.get("after", "")),
            among=among,
            now=call.now,
            uow=self.uow,
        )
        mothers = seen.mothers
        today = day_of(call.now)
        asked_for = holidays_to_ask_for(today=today, uow=self.uow)
        saved = self._known(_id_in(call.query.get("saved", "")))
        return {
            "mothers": mothers,
            "put_off": seen.put_off,
            "left_to_come": seen.left_to_come,
            "list": seen,
            "choices": choices,
            "chosen": chosen,
            "next_page": seen.next_place and in_address(seen.next_place),
            "counted_to": COUNTED_TO,
            "hours": HOURS_OF_A_WEEK,
            "asked_for": asked_for,
            "daycares": asked_for and self.organisations()[Organisation.DAYCARE],
            "saved": saved,
            "elsewhere": None if saved else self._done_elsewhere(call),
            "away": [
                one
                for one in who_is_away(now=call.now, uow=self.uow)
                if call.who.within is None or one.id in colleagues
            ],
            "colleagues": colleagues,
            "today": today,
            "tomorrow": today + timedelta(days=1),
            "slip": saved and slip_of(mother_id=saved, now=call.now, uow=self.uow),
            "care": saved and self._care_to_undo(saved, call),
            "has_task_feed": has_task_feed(user_id=call.user_id, uow=self.uow),
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
            "slip": slip_of(mother_id=mother_id, now=call.now, uow=self.uow),
            "care": self._care_to_undo(mother_id, call),
            "her": her_words(mother_id=mother_id, now=call.now, uow=self.uow),
            "today": day_of(call.now),
            "tomorrow": day_of(call.now) + timedelta(days=1),
            "may_undo_no": may_take_back_no_thanks(
                mother_id=mother_id, now=call.now, uow=self.uow
            ),
            "now": call.now,
            **WORDS,
        }

    @PAGES.post("/follow_ups/<uuid:follow_up_id>/attempts")
    def try_from_page(self, call: Call, follow_up_id: UUID) -> str:
        form = read_as(AttemptForm, call.content)
        attempt = log_attempt(
            follow_up_id=follow_up_id,
            channel=form["channel"],
            outcome=form["outcome"],
            at=form["at"],
            minutes=form["minutes"],
            she_began=form["she_began"],
            made_already=form["made_already"],
            until=form["until"],
            expected_version=form["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        mother_id = self._mother_of(follow_up_id)
        leads_to = _leads_to(attempt)
        if leads_to is None:
            return list_after(call.content, saved=mother_id)
        return leads_to.format(mother_id)

    @PAGES.post("/follow_ups/<uuid:follow_up_id>/attempts/<uuid:attempt_id>/take_back")
    def take_back_from_page(
        self, call: Call, follow_up_id: UUID, attempt_id: UUID
    ) -> str:
        mother_id = take_back_attempt(
            follow_up_id=follow_up_id,
            attempt_id=attempt_id,
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return list_after(call.content, saved=mother_id)

    @PAGES.post("/mothers/<uuid:mother_id>/put_off")
    def put_off_from_page(self, call: Call, mother_id: UUID) -> str:
        form = read_as(PutOffRequest, call.content, unknown=EXCLUDE)
        put_off(
            mother_id=mother_id,
            until=form["until"],
            expected_version=form["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return list_after(call.content, saved=mother_id)

    @PAGES.post("/follow_ups/<uuid:follow_up_id>/complete")
    def complete_from_page(self, call: Call, follow_up_id: UUID) -> str:
        sent = {name: told for name, told in call.content.items() if told != ""}
        form = read_as(CompletionRequest, sent, unknown=EXCLUDE)
        complete_follow_up(
            follow_up_id=follow_up_id,
            outcome=form["outcome"],
            until=form["until"],
            expected_version=form["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return list_after(call.content, saved=self._mother_of(follow_up_id))

    def _known(self, mother_id: UUID | None) -> UUID | None:
        """
        Return a mother's id of an address, if there is one who is called so.
        """
        if mother_id is None:
            return None
        try:
            return mother_by_id(mother_id=mother_id, uow=self.uow).id
        except MotherNotFound:
            return None

    def _care_to_undo(self, mother_id: UUID, call: Call) -> Care | None:
        return care_to_take_back(mother_id=mother_id, now=call.now, uow=self.uow)

    def _done_elsewhere(self, call: Call) -> Slip | None:
        """
        Return what has led to another service, where nobody can take it back.
        """
        last = last_slip(by=call.by, now=call.now, uow=self.uow)
        return last if last and _leads_to(last.attempt) else None

    def _mother_of(self, follow_up_id: UUID) -> UUID:
        shown = follow_up_by_id(follow_up_id=follow_up_id, uow=self.uow)
        return shown.follow_up.mother_id


def _leads_to(attempt: Attempt) -> str | None:
    return _LEADS_TO.get(attempt.says)


def _id_in(told: str) -> UUID | None:
    """
    Return the id that an address holds, if it is one.
    """
    try:
        return UUID(told)
    except ValueError:
        return None
