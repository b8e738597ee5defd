"""
One transaction of notifications.
"""

from typing import ClassVar

from services.notifications.storage.personal import PERSONAL
from services.notifications.storage.repositories import (
    SqlEnrolments,
    SqlMessages,
    SqlNoThanks,
    SqlRecipients,
    SqlSentTexts,
)
from shared.bus.unit_of_work import UnitOfWork


class NotificationsUnitOfWork(UnitOfWork):
    """
    What mothers have said, how they are reached, their messages, and what was sent.
    """

    personal: ClassVar = PERSONAL
    repositories: ClassVar = {
        "no_thanks": SqlNoThanks,
        "enrolments": SqlEnrolments,
        "recipients": SqlRecipients,
        "messages": SqlMessages,
        "sent_texts": SqlSentTexts,
    }

    no_thanks: SqlNoThanks
    enrolments: SqlEnrolments
    recipients: SqlRecipients
    messages: SqlMessages
    sent_texts: SqlSentTexts
