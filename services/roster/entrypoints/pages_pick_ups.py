"""
Who brings whom: the list, the form on which it is planned, and the buttons beside it.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.roster.entrypoints.danish_words import (
    DRIVERS,
    MEETING_PLACES,
    WHY_NOT_FETCHED,
)
from services.roster.entrypoints.forms_pick_ups import (
    ArrangementForm,
    PickUpForm,
    WhichPickUpForm,
    typed_arrangement,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases.cancel_pick_up import cancel_pick_up
from services.roster.usecases.mark_pick_up_done import mark_pick_up_done
from services.roster.usecases.move_pick_up import move_pick_up
from services.roster.usecases.pick_up_queries import pick_up_choices, who_brings_whom
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_back_pick_up import take_back_pick_up
from services.roster.usecases.views import PickUpChoices
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.read_as import read_as

_USUALLY_BEFORE = timedelta(minutes=30)


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/pick_ups", "pick_ups.html")
    def pick_ups(self, call: Call) -> dict[str, Any]:
        return {
            "pick_ups": who_brings_whom(now=call.now, uow=self.uow),
            "today": on_the_wall(call.now).date(),
            **WORDS,
        }

    @PAGES.get("/mothers/<uuid:mother_id>/pick_up", "pick_up.html")
    def pick_up(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        asked = read_as(WhichPickUpForm, call.query)
        seen = pick_up_choices(
            mother_id=mother_id,
            session_id=asked["session"],
            now=call.now,
            uow=self.uow,
        )
        return {
            "mother": seen.mother,
            "sessions": seen.sessions,
            "buddies": seen.buddies,
            "known": seen.known,
            "meet_at": _meeting_time(seen),
            **WORDS,
        }

    @PAGES.post("/mothers/<uuid:mother_id>/pick_ups")
    def plan_pick_up_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(ArrangementForm, call.content)
        plan_pick_up(
            mother_id=mother_id,
            session_id=told["session_id"],
            arrangement=typed_arrangement(told),
            now=call.now,
            uow=self.uow,
        )
        return _on_her_page(mother_id)

    @PAGES.post("/mothers/<uuid:mother_id>/pick_ups/move")
    def move_pick_up_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(ArrangementForm, call.content)
        move_pick_up(
            mother_id=mother_id,
            session_id=told["session_id"],
            arrangement=typed_arrangement(told),
            seen_version=told["version"],
            now=call.now,
            uow=self.uow,
        )
        return _on_her_page(mother_id)

    @PAGES.post("/mothers/<uuid:mother_id>/pick_ups/cancel")
    def cancel_pick_up_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(PickUpForm, call.content)
        cancel_pick_up(**_which(told, mother_id), uow=self.uow)
        return _back(told, mother_id)

    @PAGES.post("/mothers/<uuid:mother_id>/pick_ups/done")
    def mark_pick_up_done_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(PickUpForm, call.content)
        mark_pick_up_done(**_which(told, mother_id), now=call.now, uow=self.uow)
        return _back(told, mother_id)

    @PAGES.post("/mothers/<uuid:mother_id>/pick_ups/take_back")
    def take_back_pick_up_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(PickUpForm, call.content)
        take_back_pick_up(**_which(told, mother_id), now=call.now, uow=self.uow)
        return _back(told, mother_id)


WORDS: Mapping[str, Any] = {
    "drivers": DRIVERS,
    "meeting_places": MEETING_PLACES,
    "why_not": WHY_NOT_FETCHED,
}
"""What a template needs beside the pick-ups that it shows."""


def _meeting_time(seen: PickUpChoices) -> str:
    """
    Return what stands in the form: as agreed, or half an hour before the next session.
    """
    if seen.known is not None:
        return f"{seen.known.arrangement.meet_at:%H:%M}"
    if not seen.sessions:
        return ""
    return f"{on_the_wall(seen.sessions[0].starts_at - _USUALLY_BEFORE):%H:%M}"


def _which(told: Mapping[str, Any], mother_id: UUID) -> dict[str, Any]:
    return {
        "mother_id": mother_id,
        "session_id": told["session_id"],
        "seen_version": told["version"],
    }


def _on_her_page(mother_id: UUID) -> str:
    return f"/roster/mothers/{mother_id}#pick-ups"


def _back(told: Mapping[str, Any], mother_id: UUID) -> str:
    if told["back"] == "register":
        return f"/roster/sessions/{told['session_id']}#pick-ups"
    return "/roster/pick_ups" if told["back"] == "pick_ups" else _on_her_page(mother_id)
