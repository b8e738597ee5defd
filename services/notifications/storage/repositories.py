"""
The repositories of notifications, in the order in which rows are locked and written.
"""

from services.notifications.storage.enrolments import SqlEnrolments
from services.notifications.storage.messages import SqlMessages
from services.notifications.storage.no_thanks import SqlNoThanks
from services.notifications.storage.recipients import SqlRecipients
from services.notifications.storage.sent_texts import SqlSentTexts

__all__ = [
    "SqlEnrolments",
    "SqlMessages",
    "SqlNoThanks",
    "SqlRecipients",
    "SqlSentTexts",
]
