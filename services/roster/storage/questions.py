"""
The questions for coming sessions in the database.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from services.roster.domain.errors import QuestionNotFound
from services.roster.domain.question import Question
from services.roster.domain.register import HELD, SessionState
from services.roster.domain.session import Session
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlQuestions(Repository[Question]):
    """
    The questions of every group.
    """

    table = tables.questions
    missing = QuestionNotFound

    def of_session(self, session: Session) -> list[Question]:
        """
        Return what was taken up in a session, or may be, in the order it was written.

        What another session before it ended without is carried over to this one; so is
        what was ticked in one that was not held after all.
        """
        columns, sessions = self.table.c, tables.sessions.c
        ended_without = select(sessions.id).where(
            sessions.group_id == session.group_id,
            sessions.starts_at < session.starts_at,
            sessions.state != SessionState.PLANNED,
        )
        is_for_it = or_(
            columns.session_id == session.id, columns.session_id.in_(ended_without)
        )
        not_held = select(sessions.id).where(
            sessions.group_id == session.group_id, sessions.state.not_in(HELD)
        )
        is_left = or_(columns.taken_up_in.is_(None), columns.taken_up_in.in_(not_held))
        is_open = and_(is_left, is_for_it)
        found = self.matching(or_(columns.taken_up_in == session.id, is_open))
        return sorted(found, key=lambda one: (one.written_at, one.id))

    def forget_older(self, *, than: datetime) -> None:
        old = self.table.c.written_at < than
        self.connection.execute(self.table.delete().where(old))

    def to_row(self, thing: Question) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Question]:
        return [Question(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
