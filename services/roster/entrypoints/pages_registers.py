"""
The register, as it is kept with one thumb while mothers arrive.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.acting import actor_of, asked_of_register
from services.roster.entrypoints.danish_words import (
    ACTS,
    CANCELLATION_REASONS,
    CHANNELS,
    CORRECTIONS,
    ORGANISATIONS,
    OUTCOMES,
    REASONS,
    REASONS_TO_CHOOSE,
)
from services.roster.entrypoints.forms import (
    CancellationForm,
    CorrectionForm,
    KnownForm,
    MarkForm,
    SeenLineForm,
    SeenVersionForm,
    SessionCancellationForm,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.pages_pick_ups import WORDS
from services.roster.entrypoints.pages_sessions import state_of
from services.roster.entrypoints.pages_staffing import STAFFING_WORDS
from services.roster.usecases import queries
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.close_session import close_session
from services.roster.usecases.coordinator_out import coordinator_out
from services.roster.usecases.correct_attendance import correct_attendance
from services.roster.usecases.food_of_session import food_of_session
from services.roster.usecases.mark_attendance import mark_attendance
from services.roster.usecases.pick_up_queries import pick_ups_of_session
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.question_queries import questions_of
from services.roster.usecases.reinstate_session import reinstate_session
from services.roster.usecases.reopen_session import reopen_session
from services.roster.usecases.staffing_queries import full_groups, staffing_of_session
from services.roster.usecases.take_cancellation import take_cancellation
from services.roster.usecases.unmark_attendance import unmark_attendance
from shared.kernel.clock import in_utc, on_the_wall
from shared.web.http import Call
from shared.web.own_people import People
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork
    people: Any = People()

    @PAGES.get("/sessions/<uuid:session_id>", "register.html")
    def register(self, call: Call, session_id: UUID) -> dict[str, Any]:
        seen = queries.register(session_id=session_id, uow=self.uow)
        pick_ups = pick_ups_of_session(session_id=session_id, uow=self.uow)
        return {
            "register": seen,
            "session": seen.session,
            "state": state_of(seen.session, now=call.now),
            "now": call.now,
            "may_be_reopened": seen.session.may_be_reopened(at=call.now),
            "may_be_reinstated": seen.session.may_be_reinstated(at=call.now),
            "has_begun": seen.session.starts_at <= call.now,
            "outcomes": OUTCOMES,
            "corrections": CORRECTIONS,
            "channels": CHANNELS,
            "coordinator_out": coordinator_out(pick_ups),
            "today": on_the_wall(call.now).date(),
            "pick_ups": pick_ups,
            "questions": questions_of(session_id=session_id, uow=self.uow),
            "staffed": staffing_of_session(
                seen.session, names=self.people.named, now=call.now, uow=self.uow
            ),
            "full": [
                (group, listed)
                for group, listed in full_groups(uow=self.uow)
                if group.id == seen.group.id
            ],
            "acts": ACTS,
            "reasons": REASONS,
            "cancellation_reasons": CANCELLATION_REASONS,
            "reasons_to_choose": REASONS_TO_CHOOSE,
            "organisations": ORGANISATIONS,
            "names": {line.mother.id: line.mother.display_name for line in seen.lines},
            "known": queries.one_of(
                seen, read_as(KnownForm, call.query)["known"], uow=self.uow
            ),
            "others": queries.others(seen, uow=self.uow),
            **WORDS,
            **STAFFING_WORDS,
        }

    @PAGES.get("/sessions/<uuid:session_id>/food", "food.html")
    def food(self, _call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Show it on a page of its own: a telephone keeps a copy of the register.
        """
        seen = queries.register(session_id=session_id, uow=self.uow)
        notes = food_of_session(seen, uow=self.uow)
        return {"session": seen.session, "notes": notes}

    @PAGES.post("/sessions/<uuid:session_id>/marks")
    def mark_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(MarkForm, call.content)
        mark_attendance(
            **told, session_id=session_id, by=call.by, now=call.now, uow=self.uow
        )
        return _at_line(session_id, told)

    @PAGES.post("/sessions/<uuid:session_id>/unmark")
    def unmark_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(SeenLineForm, call.content)
        unmark_attendance(**told, session_id=session_id, now=call.now, uow=self.uow)
        return _at_line(session_id, told)

    @PAGES.post("/sessions/<uuid:session_id>/cancellations")
    def take_cancellation_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(CancellationForm, call.content)
        told_at = told["received_at"]
        take_cancellation(
            session_id=session_id,
            mother_id=told["mother_id"],
            received_at=(
                in_utc(told_at.date(), told_at.time()) if told_at else call.now
            ),
            channel=told["channel"],
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return _at_line(session_id, told)

    @PAGES.post("/sessions/<uuid:session_id>/corrections")
    def correct_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(CorrectionForm, call.content)
        correct_attendance(
            **told,
            session_id=session_id,
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return _at_line(session_id, told)

    @PAGES.post("/sessions/<uuid:session_id>/close")
    def close_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(SeenVersionForm, call.content)
        asked = asked_of_register(call, session_id, told)
        close_session(**asked, uow=self.uow)
        return f"/roster/sessions/{session_id}"

    @PAGES.post("/sessions/<uuid:session_id>/reopen")
    def reopen_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(SeenVersionForm, call.content)
        asked = asked_of_register(call, session_id, told)
        reopen_session(**asked, uow=self.uow)
        return f"/roster/sessions/{session_id}"

    @PAGES.post("/sessions/<uuid:session_id>/cancel")
    def cancel_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(SessionCancellationForm, call.content)
        asked = asked_of_register(call, session_id, told)
        cancel_session(**asked, reason=told["reason"], uow=self.uow)
        return f"/roster/sessions/{session_id}"

    @PAGES.post("/sessions/<uuid:session_id>/reinstate")
    def reinstate_by_form(self, call: Call, session_id: UUID) -> str:
        told = read_as(SeenVersionForm, call.content)
        asked = asked_of_register(call, session_id, told)
        reinstate_session(**asked, uow=self.uow)
        return f"/roster/sessions/{session_id}"


def _at_line(session_id: UUID, told: dict[str, Any]) -> str:
    return f"/roster/sessions/{session_id}#mother-{told['mother_id']}"
