"""
Queue the text that a session is left out, because a holiday falls on it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.session_news import SessionNews, tell_of_session

_AHEAD = timedelta(weeks=1)


def queue_session_skipped(
    *,
    session_id: UUID,
    mother_ids: Sequence[UUID],
    starts_at: datetime,
    version: int | None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text to each mother, a week ahead: holidays are known long before.

    ``version`` is the session's. It belongs to the cause, because a holiday that is
    moved may let a session be held after all, and leave it out once more.
    """
    news = SessionNews(
        session_id=session_id,
        template=Template.SESSION_CANCELLED,
        cause=f"{session_id}:{version}",
        starts_at=starts_at,
        not_before=max(now, starts_at - _AHEAD),
    )
    tell_of_session(
        news,
        mother_ids=mother_ids,
        reason=Withdrawal.SESSION_CANCELLED,
        now=now,
        uow=uow,
    )
