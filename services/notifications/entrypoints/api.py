"""
The JSON API of notifications: to look, not to send.
"""

from typing import Any
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.entrypoints.asked import asked_mother, asked_states
from services.notifications.entrypoints.schemas import MessageSchema, SentTextSchema
from services.notifications.usecases import queries
from services.notifications.usecases.views import SentTextLine
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    """
    Messages are asked for by events alone, so there is nothing to post.
    """

    uow: Any

    @api.get("/messages", answers=MessageSchema, many=True)
    def messages(self, call: Call) -> list[Message]:
        """
        List messages, newest first; ``state=`` and ``mother_id=`` choose.
        """
        return queries.messages(
            states=asked_states(call.query),
            mother_id=asked_mother(call.query),
            uow=self.uow,
        )

    @api.get("/messages/<uuid:message_id>", answers=MessageSchema)
    def message(self, _call: Call, message_id: UUID) -> Message:
        """
        Read one message.
        """
        return queries.message(message_id=message_id, uow=self.uow)

    @api.get("/outgoing", answers=SentTextSchema, many=True)
    def outgoing(self, _call: Call) -> list[SentTextLine]:
        """
        List the texts that were handed over, newest first.
        """
        return queries.outgoing(uow=self.uow)
