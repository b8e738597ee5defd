"""
Queue the text that a cancelled session takes place after all.
"""

from collections.abc import Iterator, Sequence
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
    group_id: UUID,
    starts_at: datetime,
    at_usual_place: bool,
    version: int | None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Take back what has not left, and ask for one text to each who was told otherwise.

    Whoever has not heard that the session is cancelled hears nothing, nor does whoever
    comes to another group by now. What has begun is no news to anybody.
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
            asked = _asked_but_for(hears, news, now=now, uow=uow)
            here = _without_who_has_moved(asked, group_id=group_id, uow=uow)
            queue(here, now=now, uow=uow)
        uow.commit()


def _asked_but_for(
    hears: frozenset[UUID],
    news: SessionNews,
    *,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> list[Message]:
    told = _to_who_was_told(news, now=now, uow=uow)
    asked = [one for one in told if one.mother_id not in hears]
    hears |= {one.mother_id for one in asked}
    moves = _moves(news, now=now, uow=uow)
    return asked + [one for one in moves if one.mother_id not in hears]


def _without_who_has_moved(
    asked: Sequence[Message], *, group_id: UUID, uow: NotificationsUnitOfWork
) -> list[Message]:
    """
    Leave out whose group is another now: she would come to a session that is not hers.
    """
    whose = uow.whose_mothers.seen([one.mother_id for one in asked])
    elsewhere = {one.mother_id for one in whose if one.group_id not in (None, group_id)}
    return [one for one in asked if one.mother_id not in elsewhere]


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
