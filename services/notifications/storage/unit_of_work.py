"""
One transaction of notifications.
"""

from typing import ClassVar
from uuid import UUID

from services.notifications.storage.boundary import BOUNDARY
from services.notifications.storage.personal import PERSONAL
from services.notifications.storage.repositories import (
    SqlEnrolments,
    SqlMessages,
    SqlNoThanks,
    SqlRecipients,
    SqlSentTexts,
)
from services.notifications.storage.tables import (
    enrolments,
    messages,
    no_thanks,
    recipients,
)
from shared.bus.unit_of_work import UnitOfWork
from shared.bus.whose import SqlWhoseMothers


class NotificationsUnitOfWork(UnitOfWork):
    """
    What mothers have said, how they are reached, their messages, and what was sent.
    """

    personal: ClassVar = PERSONAL
    boundary: ClassVar = BOUNDARY
    repositories: ClassVar = {
        "whose_mothers": SqlWhoseMothers,
        "no_thanks": SqlNoThanks,
        "enrolments": SqlEnrolments,
        "recipients": SqlRecipients,
        "messages": SqlMessages,
        "sent_texts": SqlSentTexts,
    }

    whose_mothers: SqlWhoseMothers
    no_thanks: SqlNoThanks
    enrolments: SqlEnrolments
    recipients: SqlRecipients
    messages: SqlMessages
    sent_texts: SqlSentTexts

    def move_mother(self, mother_id: UUID, *, to: UUID) -> None:
        """
        Let her messages name the kept id, and delete what else stands under the other.
        """
        run, hers = self.connection.execute, messages.c.mother_id == mother_id
        run(messages.update().where(hers).values(mother_id=to))
        for table in (no_thanks, enrolments, recipients):
            run(table.delete().where(table.c.mother_id == mother_id))
        self.whose_mothers.give_up(mother_id)
