"""
The lines of a register over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.attendance import Outcome
from services.roster.domain.errors import AnotherPersonAtWork
from services.roster.domain.made_at import when_made
from services.roster.domain.register_change import CorrectionReason
from services.roster.domain.session import Session
from services.roster.entrypoints.acting import actor_of
from services.roster.entrypoints.schemas import (
    CancellationSchema,
    ChangedLineSchema,
    CorrectionSchema,
    MarkSchema,
    UnmarkSchema,
)
from services.roster.entrypoints.schemas_mothers import WalkInSchema
from services.roster.entrypoints.typed_mother import walk_in_of
from services.roster.usecases.add_walk_in import add_walk_in
from services.roster.usecases.correct_attendance import correct_attendance
from services.roster.usecases.mark_attendance import mark_attendance
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_cancellation import take_cancellation
from services.roster.usecases.unmark_attendance import unmark_attendance
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.post(
        "/sessions/<uuid:session_id>/marks",
        reads=MarkSchema,
        answers=ChangedLineSchema,
    )
    def mark_attendance(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Mark a mother as attended or excused.
        """
        _refuse_another_s(call)
        mother_id = call.content["mother_id"]
        session = mark_attendance(
            session_id=session_id,
            mother_id=mother_id,
            outcome=Outcome(call.content["outcome"]),
            seen_version=call.content["version"],
            made_at=call.content["made_at"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return _line(session, mother_id)

    @api.post(
        "/sessions/<uuid:session_id>/walk-ins",
        reads=WalkInSchema,
        answers=ChangedLineSchema,
        status=201,
    )
    def add_walk_in(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Put a mother who has just walked in on the list, and mark her as attended.
        """
        session, mother_id = add_walk_in(
            session_id=session_id,
            told=walk_in_of(call.content),
            heard_by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return _line(session, mother_id)

    @api.post(
        "/sessions/<uuid:session_id>/unmark",
        reads=UnmarkSchema,
        answers=ChangedLineSchema,
    )
    def unmark_attendance(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Take a mark back.
        """
        _refuse_another_s(call)
        mother_id = call.content["mother_id"]
        session = unmark_attendance(
            session_id=session_id,
            mother_id=mother_id,
            seen_version=call.content["version"],
            made_at=call.content["made_at"],
            now=call.now,
            uow=self.uow,
        )
        return _line(session, mother_id)

    @api.post(
        "/sessions/<uuid:session_id>/cancellations",
        reads=CancellationSchema,
        answers=ChangedLineSchema,
    )
    def take_cancellation(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Take a mother's cancellation, before the register is closed or after.
        """
        _refuse_another_s(call)
        mother_id = call.content["mother_id"]
        made_at = when_made(call.content["made_at"], now=call.now)
        session = take_cancellation(
            session_id=session_id,
            mother_id=mother_id,
            received_at=call.content["received_at"] or made_at,
            channel=call.content["channel"],
            seen_version=call.content["version"],
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return _line(session, mother_id)

    @api.post(
        "/sessions/<uuid:session_id>/corrections",
        reads=CorrectionSchema,
        answers=ChangedLineSchema,
    )
    def correct_attendance(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Correct a closed register, and say why.
        """
        _refuse_another_s(call)
        mother_id = call.content["mother_id"]
        session = correct_attendance(
            session_id=session_id,
            mother_id=mother_id,
            to=Outcome(call.content["to"]),
            reason=CorrectionReason(call.content["reason"]),
            seen_version=call.content["version"],
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return _line(session, mother_id)


def _refuse_another_s(call: Call) -> None:
    """
    Refuse a mark that waited on a device for somebody who is not at work there now.

    A page tells who is at work in ``data-person``, and with each mark who made it.
    """
    marked_by = call.request.headers.get("Marked-By")
    if marked_by is not None and marked_by != str(call.user_id):
        raise AnotherPersonAtWork


def _line(session: Session, mother_id: UUID) -> dict[str, Any]:
    return {
        "session_id": session.id,
        "state": session.state,
        "session_version": session.version,
        "line": session.attendances.get(mother_id),
    }
