"""
Sessions over JSON.
"""

from datetime import time
from typing import Any
from uuid import UUID

from services.roster.domain.register_change import CancellationReason
from services.roster.domain.session import Session
from services.roster.entrypoints.acting import asked_of_register
from services.roster.entrypoints.schemas import (
    NewSessionSchema,
    RegisterSchema,
    SeenVersionSchema,
    SessionCancellationSchema,
    SessionSchema,
    SessionsQuerySchema,
)
from services.roster.usecases import queries
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.close_session import close_session
from services.roster.usecases.plan_session import plan_session
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.reinstate_session import reinstate_session
from services.roster.usecases.reopen_session import reopen_session
from services.roster.usecases.views import Counts, RegisterView, SessionView
from shared.kernel.clock import in_utc
from shared.web import api
from shared.web.http import Call
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork

    @api.post("/sessions", reads=NewSessionSchema, answers=SessionSchema, status=201)
    def plan_session(self, call: Call) -> dict[str, Any]:
        """
        Put a session in the calendar.
        """
        told = dict(call.content)
        return _as_it_stands(plan_session(day=told.pop("date"), **told, uow=self.uow))

    @api.get("/sessions", answers=SessionSchema, many=True)
    def list_sessions(self, call: Call) -> list[SessionView]:
        """
        Return sessions, the earliest first, from the day ``from`` on.
        """
        asked = read_as(SessionsQuerySchema, call.query)
        day = asked["start"]
        return queries.sessions(
            group_id=asked["group_id"],
            start=in_utc(day, time(0)) if day else None,
            limit=asked["limit"],
            uow=self.uow,
        )

    @api.get("/sessions/<uuid:session_id>", answers=RegisterSchema)
    def show_register(self, _call: Call, session_id: UUID) -> RegisterView:
        """
        Return a session and its register.
        """
        return queries.register(session_id=session_id, uow=self.uow)

    @api.post(
        "/sessions/<uuid:session_id>/close",
        reads=SeenVersionSchema,
        answers=SessionSchema,
    )
    def close_session(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Close a register: every expected mother gets one outcome.
        """
        asked = asked_of_register(call, session_id, call.content)
        return _as_it_stands(close_session(**asked, uow=self.uow))

    @api.post(
        "/sessions/<uuid:session_id>/reopen",
        reads=SeenVersionSchema,
        answers=SessionSchema,
    )
    def reopen_session(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Open a closed register again, within seven days.
        """
        asked = asked_of_register(call, session_id, call.content)
        return _as_it_stands(reopen_session(**asked, uow=self.uow))

    @api.post(
        "/sessions/<uuid:session_id>/cancel",
        reads=SessionCancellationSchema,
        answers=SessionSchema,
    )
    def cancel_session(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Cancel a session, and say why.
        """
        asked = asked_of_register(call, session_id, call.content)
        reason = CancellationReason(call.content["reason"])
        return _as_it_stands(cancel_session(**asked, reason=reason, uow=self.uow))

    @api.post(
        "/sessions/<uuid:session_id>/reinstate",
        reads=SeenVersionSchema,
        answers=SessionSchema,
    )
    def reinstate_session(self, call: Call, session_id: UUID) -> dict[str, Any]:
        """
        Let a cancelled session take place after all, until it begins.
        """
        asked = asked_of_register(call, session_id, call.content)
        return _as_it_stands(reinstate_session(**asked, uow=self.uow))


def _as_it_stands(session: Session) -> dict[str, Any]:
    """
    Return what the answer tells, without asking the database once more.
    """
    return {"session": session, "counts": Counts.of(session)}
