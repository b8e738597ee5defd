"""
Who is in the room: the coming sessions, who is away, and what a deputy is asked.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.roster.entrypoints.danish_words import (
    ABSENCE_KINDS,
    FACILITATORS,
    WHY_NOT_IN_ROOM,
)
from services.roster.entrypoints.forms_staffing import AbsenceForm, AnswerForm
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.usecases.answer_for_session import answer_for_session
from services.roster.usecases.report_absence import report_absence
from services.roster.usecases.staffing_queries import Staffing, staffing
from services.roster.usecases.take_back_absence import take_back_absence
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.own_people import People
from shared.web.read_as import read_as

STAFFING_WORDS: Mapping[str, Any] = {
    "facilitators": FACILITATORS,
    "why_not_in_room": WHY_NOT_IN_ROOM,
}
"""What a template needs beside who comes."""

_HERE = "/roster/staffing"


def staffing_for(call: Call, *, people: Any, uow: Any) -> Staffing:
    """
    Return what whoever asks has to know.
    """
    return staffing(
        user_id=call.user_id,
        names=people.named,
        public_holidays=danish_public_holidays,
        now=call.now,
        uow=uow,
    )


class Entrypoints:
    uow: Any
    people: Any = People()

    @PAGES.get("/staffing", "staffing.html")
    def staffing(self, call: Call) -> dict[str, Any]:
        """
        Show who comes; what is urgent also stands at the top of other homes.
        """
        return {
            "staffing": staffing_for(call, people=self.people, uow=self.uow),
            "me": call.user_id,
            "today": on_the_wall(call.now).date(),
            "kinds": ABSENCE_KINDS,
            **STAFFING_WORDS,
        }

    @PAGES.post("/absences")
    def report_absence_by_form(self, call: Call) -> str:
        told = read_as(AbsenceForm, call.content)
        report_absence(
            **{**told, "last_day": told["last_day"] or told["first_day"]},
            by=call.user_id,
            now=call.now,
            uow=self.uow,
        )
        return _HERE

    @PAGES.post("/absences/<uuid:absence_id>/take_back")
    def take_back_absence_by_form(self, call: Call, absence_id: UUID) -> str:
        take_back_absence(absence_id=absence_id, by=call.user_id, uow=self.uow)
        return _HERE

    @PAGES.post("/absences/<uuid:absence_id>/answer")
    def answer_by_form(self, call: Call, absence_id: UUID) -> str:
        answer_for_session(
            absence_id=absence_id,
            **read_as(AnswerForm, call.content),
            by=call.user_id,
            now=call.now,
            uow=self.uow,
        )
        return _HERE
