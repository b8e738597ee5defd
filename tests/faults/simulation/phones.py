"""
The mothers' phones: every text that arrived, and what was known when it left.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, select

from services.notifications.domain.message_state import Failure
from services.notifications.storage.no_thanks import said_in
from services.notifications.storage.tables import messages, no_thanks, recipients
from services.notifications.usecases.outgoing_text import OutgoingText
from tests.faults.simulation.chaos import Chaos


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """
    One text on one phone.
    """

    message_id: UUID
    cause: str
    template: str
    phone_was_hers: bool
    against_no_thanks: bool
    at: datetime


@dataclass
class Phones:
    """
    A gateway that takes texts, and is cut off before or after.
    """

    engine: Engine
    chaos: Chaos
    arrived: list[Arrived] = field(default_factory=list)

    def hand_over(self, text: OutgoingText) -> Failure | None:
        self.chaos.crash_if("text lost with its sender")
        self.arrived.append(self._as_known_now(text))
        self.chaos.crash_if("text sent and its sender lost")
        if self.chaos.strikes("text sent and never answered"):
            raise TimeoutError
        return None

    def _as_known_now(self, text: OutgoingText) -> Arrived:
        reading = self.engine.connect().execution_options(reading=True)
        with reading as connection:
            message = connection.execute(
                messages.select().where(messages.c.id == text.message_id)
            ).one()
            phone = connection.scalar(
                select(recipients.c.phone).where(
                    recipients.c.mother_id == message.mother_id
                )
            )
            said = connection.execute(
                no_thanks.select().where(no_thanks.c.mother_id == message.mother_id)
            ).one_or_none()
        return Arrived(
            message_id=text.message_id,
            cause=message.cause,
            template=message.template,
            phone_was_hers=text.phone == phone,
            against_no_thanks=said is not None and said_in(said).holds,
            at=text.at,
        )
