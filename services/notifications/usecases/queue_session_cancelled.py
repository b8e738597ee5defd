"""
Queue the text that a session is cancelled.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.session_news import SessionNews, tell_of_session


def queue_session_cancelled(
    *,
    session_id: UUID,
    mother_ids: Sequence[UUID],
    starts_at: datetime,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text to each mother who was expected.

    A session that is taken out of the book afterwards is no news to anybody.
    """
    news = SessionNews(
        session_id=session_id,
        template=Template.SESSION_CANCELLED,
        cause=str(session_id),
        starts_at=starts_at,
        not_before=now,
    )
    tell_of_session(
        news,
        mother_ids=mother_ids,
        reason=Withdrawal.SESSION_CANCELLED,
        now=now,
        uow=uow,
    )
