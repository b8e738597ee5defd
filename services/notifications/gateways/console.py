"""
The gateway that sends nothing: it keeps what would have been sent, to be looked at.
"""

from services.notifications.domain.message_state import Failure
from services.notifications.usecases.outgoing_text import OutgoingText
from services.notifications.usecases.ports import NotificationsUnitOfWork


class ConsoleGateway:
    """
    Takes every text, each message once.

    It has a transaction of its own, as a real gateway would be another machine.
    """

    def __init__(self, uow: NotificationsUnitOfWork) -> None:
        self._uow = uow

    def hand_over(self, text: OutgoingText) -> Failure | None:
        with self._uow:
            self._uow.sent_texts.save(text)
            self._uow.commit()
        return None
