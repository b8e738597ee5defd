"""
Notifications without broker and web: a test tells it events and lets it send.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Failure, MessageState
from services.notifications.domain.no_thanks import NoThanks
from services.notifications.domain.recipient import Recipient
from services.notifications.service import NotificationsService
from services.notifications.storage.unit_of_work import NotificationsUnitOfWork
from services.notifications.usecases.leave_in_doubt import leave_in_doubt
from services.notifications.usecases.outgoing_text import OutgoingText
from services.notifications.usecases.send_due_messages import send_due_messages
from shared.bus.cause import Cause
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.bus.tables import outbox
from shared.contracts.envelope import Envelope, read_envelope, write_envelope
from shared.kernel.organisations import Organisation
from tests.support.bus import SettableClock


class PowerCut(BaseException):
    """
    The machine is gone: nothing after this line is done any more.
    """


class Phones:
    """
    A gateway whose texts arrive; it remembers every one.
    """

    def __init__(self) -> None:
        self.texts: list[OutgoingText] = []

    def hand_over(self, text: OutgoingText) -> Failure | None:
        self.texts.append(text)
        return None


class RefusingPhones(Phones):
    """
    A gateway that takes nothing.
    """

    def hand_over(self, text: OutgoingText) -> Failure | None:
        super().hand_over(text)
        return Failure.BAD_NUMBER


class SilentPhones(Phones):
    """
    A gateway that takes a text and never answers.
    """

    def hand_over(self, text: OutgoingText) -> Failure | None:
        super().hand_over(text)
        raise TimeoutError


class PhonesInAPowerCut(Phones):
    """
    A gateway that takes a text in the moment in which the sender dies.
    """

    def hand_over(self, text: OutgoingText) -> Failure | None:
        super().hand_over(text)
        raise PowerCut


class Desk:
    """
    One service on one database, with a clock that is set by hand.
    """

    def __init__(self, engine: Engine, clock: SettableClock | None = None) -> None:
        self.engine = engine
        self.clock = clock or SettableClock()
        self._consumer = Consumer(
            policies_of(NotificationsService),
            unit_of_work=self._work_for,
            clock=self.clock,
        )

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def work(self) -> Any:
        cause = Cause.first(now=self.now, organisation=Organisation.HOUSING_TEAM)
        return self._work_for(cause)

    def take(self, *envelopes: Envelope) -> None:
        """
        Apply events as one batch.
        """
        self._consumer.take([write_envelope(one) for one in envelopes])

    def send(self, phones: Phones, *, now: datetime | None = None) -> list[Message]:
        at = now or self.now
        return send_due_messages(gateway=phones, now=at, uow=self.work())

    def look_for_doubt(self, *, now: datetime | None = None) -> list[Message]:
        return leave_in_doubt(now=now or self.now, uow=self.work())

    def later(self, **delta: float) -> None:
        self.clock.time += timedelta(**delta)

    def messages(self, mother_id: UUID | None = None) -> list[Message]:
        """
        Return the messages of a mother, or all, the newest first.
        """
        uow = self.work()
        with uow.reading():
            found = uow.messages.newest(
                states=list(MessageState), mother_id=mother_id, limit=1_000
            )
            return list(found)

    def message(self, mother_id: UUID | None = None) -> Message:
        """
        Return the only message.
        """
        (only,) = self.messages(mother_id)
        return only

    def recipient(self, mother_id: UUID) -> Recipient | None:
        uow = self.work()
        with uow.reading():
            found: Recipient | None = uow.recipients.find(mother_id)
            return found

    def no_thanks(self, mother_id: UUID) -> NoThanks | None:
        uow = self.work()
        with uow.reading():
            found: NoThanks | None = uow.no_thanks.find(mother_id)
            return found

    def announced(self) -> Sequence[Envelope]:
        """
        Return what was announced, in the order of its announcing.
        """
        with self.engine.connect() as connection:
            bodies = connection.scalars(
                select(outbox.c.body).order_by(outbox.c.event_id)
            )
            return [read_envelope(body) for body in bodies]

    def _work_for(self, cause: Cause) -> NotificationsUnitOfWork:
        return NotificationsUnitOfWork(self.engine, cause=cause)
