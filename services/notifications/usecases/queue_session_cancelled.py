"""
Queue the text that a session is cancelled.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.session_news import SessionNews, tell_of_session

_A_MOMENT = timedelta(minutes=5)
_SOON = timedelta(hours=2)


def queue_session_cancelled(
    *,
    session_id: UUID,
    mother_ids: Sequence[UUID],
    starts_at: datetime,
    version: int | None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text to each mother who was expected, unless that is what she knows.

    A session that is taken out of the book afterwards is no news to anybody.
    ``version`` is the session's. It belongs to the cause, because one that takes place
    after all may be cancelled once more.
    """
    news = SessionNews(
        session_id=session_id,
        template=Template.SESSION_CANCELLED,
        cause=f"{session_id}:{version}",
        starts_at=starts_at,
        not_before=_leaves_from(starts_at, now=now),
    )
    with uow:
        heard = uow.messages.heard_of_session(session_id)
        knows = {one.mother_id for one in heard if news.is_said_by(one)}
        tell_of_session(
            news,
            mother_ids=[one for one in mother_ids if one not in knows],
            reason=Withdrawal.SESSION_CANCELLED,
            now=now,
            uow=uow,
        )
        uow.commit()


def _leaves_from(starts_at: datetime, *, now: datetime) -> datetime:
    """
    Wait a moment, so that a slip that is undone at once has told nobody.

    Not when she may already be getting ready.
    """
    return now if starts_at - now <= _SOON else now + _A_MOMENT
