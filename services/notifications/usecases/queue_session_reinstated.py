"""
Queue the text that a cancelled session takes place after all.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.session_news import (
    SessionNews,
    queue,
    take_back_what_is_wrong,
)


def queue_session_reinstated(
    *,
    session_id: UUID,
    starts_at: datetime,
    at_usual_place: bool,
    version: int | None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Take back what has not left, and ask for one text to each who was told otherwise.

    Whoever has not heard that the session is cancelled hears nothing. What has begun is
    no news to anybody.
    """
    news = SessionNews(
        session_id=session_id,
        template=Template.SESSION_REINSTATED,
        cause=f"{session_id}:{version}",
        starts_at=starts_at,
        not_before=now,
        is_elsewhere=not at_usual_place,
    )
    reason = Withdrawal.SESSION_REINSTATED
    with uow:
        hears = take_back_what_is_wrong(news, reason=reason, now=now, uow=uow)
        if starts_at > now:
            _queue_but_for(hears, news, now=now, uow=uow)
        uow.commit()


def _queue_but_for(
    hears: frozenset[UUID],
    news: SessionNews,
    *,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    told = _to_who_was_told(news, now=now, uow=uow)
    asked = [one for one in told if one.mother_id not in hears]
    hears |= {one.mother_id for one in asked}
    moves = _moves(news, now=now, uow=uow)
    asked += [one for one in moves if one.mother_id not in hears]
    queue(asked, now=now, uow=uow)


def _to_who_was_told(
    news: SessionNews, *, now: datetime, uow: NotificationsUnitOfWork
) -> Iterator[Message]:
    for one in uow.messages.heard_of_session(news.session_id):
        if one.template is Template.SESSION_CANCELLED:
            yield news.to(one.mother_id, at=now)


def _moves(
    news: SessionNews, *, now: datetime, uow: NotificationsUnitOfWork
) -> Iterator[Message]:
    """
    Ask anew for what she was to hear of a move before the session was cancelled.
    """
    for one in uow.messages.moves_not_told(news.session_id):
        if one.facts == news.facts:
            yield one.again(at=now)
