"""
What the pages and the API ask.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import MessageState
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.views import Overview, SentTextLine

LIST_LIMIT = 200
PAGE_LIMIT = 50


def message(*, message_id: UUID, uow: NotificationsUnitOfWork) -> Message:
    """
    Return one message.

    Raises MessageNotFound.
    """
    with uow.reading():
        return uow.messages.get(message_id)


def messages(
    *,
    states: Collection[MessageState],
    mother_id: UUID | None,
    uow: NotificationsUnitOfWork,
) -> list[Message]:
    with uow.reading():
        return uow.messages.newest(states=states, mother_id=mother_id, limit=LIST_LIMIT)


def outgoing(*, uow: NotificationsUnitOfWork) -> list[SentTextLine]:
    with uow.reading():
        return uow.sent_texts.lines(limit=LIST_LIMIT)


def overview(*, uow: NotificationsUnitOfWork) -> Overview:
    """
    Return what the page shows, the newest of each kind; what waits, the next first.
    """
    with uow.reading():
        lines = uow.messages.lines
        unsure = (MessageState.UNCERTAIN, MessageState.FAILED)
        return Overview(
            waiting=uow.messages.lines_waiting(limit=LIST_LIMIT),
            to_look_at=lines(states=unsure, limit=PAGE_LIMIT),
            sent=uow.sent_texts.lines(limit=PAGE_LIMIT),
            held_back=lines(states=(MessageState.SUPPRESSED,), limit=PAGE_LIMIT),
            withdrawn=lines(states=(MessageState.WITHDRAWN,), limit=PAGE_LIMIT),
        )


def personal(
    *, mother_id: UUID, uow: NotificationsUnitOfWork
) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """
    Return all that is kept of a mother here, to be shown to her.
    """
    with uow.reading():
        return uow.persons.told(mother_id)
