"""
The questions for a session, on its own page; nobody's name stands among them.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.forms import QuestionForm, TickForm
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases.write_question import (
    remove_question,
    tick_question,
    write_question,
)
from shared.web.http import Call
from shared.web.read_as import read_as


class Entrypoints:
    uow: Any

    @PAGES.post("/sessions/<uuid:session_id>/questions")
    def write_question_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(QuestionForm, call.content)
        write_question(**told, session_id=session_id, now=call.now, uow=self.uow)
        return _at_questions(session_id)

    @PAGES.post("/sessions/<uuid:session_id>/questions/<uuid:question_id>")
    def tick_question_by_form(
        self, call: Call, session_id: UUID, question_id: UUID
    ) -> str:
        tick_question(
            **read_as(TickForm, call.content),
            session_id=session_id,
            question_id=question_id,
            uow=self.uow,
        )
        return _at_questions(session_id)

    @PAGES.post("/sessions/<uuid:session_id>/questions/<uuid:question_id>/remove")
    def remove_question_by_form(
        self, _call: Call, session_id: UUID, question_id: UUID
    ) -> str:
        remove_question(session_id=session_id, question_id=question_id, uow=self.uow)
        return _at_questions(session_id)


def _at_questions(session_id: UUID) -> str:
    return f"/roster/sessions/{session_id}#questions"
