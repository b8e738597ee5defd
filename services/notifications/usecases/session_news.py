"""
What the expected mothers are told of a session; what is not true any more goes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import ABOUT_SESSIONS, Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once, withdraw_queued


@dataclass(frozen=True, kw_only=True)
class SessionNews:
    """
    One piece of news about a session, of use until the session begins.

    ``cause`` begins with the session's id, so that later news finds it.
    """

    session_id: UUID
    template: Template
    cause: str
    starts_at: datetime
    not_before: datetime
    is_elsewhere: bool = False

    @property
    def facts(self) -> Mapping[str, str]:
        moment = {"starts_at": self.starts_at.astimezone(UTC).isoformat()}
        return moment | {"elsewhere": "yes"} if self.is_elsewhere else moment

    def to(self, mother_id: UUID, *, at: datetime) -> Message:
        return Message.queue(
            template=self.template,
            cause=f"{self.cause}:{mother_id}",
            mother_id=mother_id,
            facts=self.facts,
            not_before=self.not_before,
            not_after=self.starts_at,
            at=at,
        )

    def is_said_by(self, message: Message) -> bool:
        return message.template is self.template and message.facts == self.facts

    def allows(self, message: Message) -> bool:
        """
        Whether a text about the session is still true, and may leave.

        Of a session that takes place after all is true what it was told of before.
        """
        if self.template is not Template.SESSION_REINSTATED:
            return self.is_said_by(message)
        is_cancelling = message.template is Template.SESSION_CANCELLED
        is_then = message.facts.get("starts_at") == self.facts["starts_at"]
        return is_then and not is_cancelling


def tell_of_session(
    news: SessionNews,
    *,
    mother_ids: Sequence[UUID],
    reason: Withdrawal,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text to each mother, and take back the unsent ones that say otherwise.

    What has begun, or been, is no news to anybody.
    """
    with uow:
        will_hear = take_back_what_is_wrong(news, reason=reason, now=now, uow=uow)
        if news.starts_at > now:
            to = [one for one in mother_ids if one not in will_hear]
            queue([news.to(one, at=now) for one in to], now=now, uow=uow)
        uow.commit()


def take_back_what_is_wrong(
    news: SessionNews,
    *,
    reason: Withdrawal,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> frozenset[UUID]:
    """
    Take back the unsent texts that are not true any more; return who hears a true one.
    """
    unsent = uow.messages.queued_about_session(news.session_id)
    wrong = [one for one in unsent if not news.allows(one)]
    withdraw_queued(wrong, reason=reason, now=now, uow=uow)
    _outdate(news, reason=reason, now=now, uow=uow)
    tells = [one for one in unsent if one.template in ABOUT_SESSIONS]
    return frozenset(one.mother_id for one in tells if news.allows(one))


def _outdate(
    news: SessionNews,
    *,
    reason: Withdrawal,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Let nothing that is not true any more come back with a mother who comes back.
    """
    for one in uow.messages.taken_back_about_session(news.session_id):
        if not news.allows(one):
            one.is_outdated(reason=reason, at=now)
            uow.messages.save(one)


def queue(
    messages: Sequence[Message], *, now: datetime, uow: NotificationsUnitOfWork
) -> None:
    mother_ids = [message.mother_id for message in messages]
    uow.no_thanks.load(mother_ids)
    uow.enrolments.load(mother_ids)
    uow.messages.load(message.id for message in messages)
    for message in messages:
        queue_once(message, now=now, uow=uow)
