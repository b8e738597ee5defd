"""
Queue the text that a session is at another time or place.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.session_news import SessionNews, tell_of_session


def queue_session_moved(
    *,
    session_id: UUID,
    mother_ids: Sequence[UUID],
    starts_at: datetime,
    at_usual_place: bool,
    version: int | None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text to each mother who was or is expected.

    ``version`` is the session's. It belongs to the cause, so that one that is moved and
    then moved back is told of once more: what she heard last was wrong.
    """
    news = SessionNews(
        session_id=session_id,
        template=Template.SESSION_MOVED,
        cause=f"{session_id}:{version}",
        starts_at=starts_at,
        not_before=now,
        is_elsewhere=not at_usual_place,
    )
    tell_of_session(
        news, mother_ids=mother_ids, reason=Withdrawal.SESSION_MOVED, now=now, uow=uow
    )
