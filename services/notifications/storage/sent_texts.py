"""
What the console gateway was handed, as rows.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from services.notifications.domain.template import Template
from services.notifications.storage.tables import messages, recipients, sent_texts
from services.notifications.usecases.outgoing_text import OutgoingText
from services.notifications.usecases.views import SentTextLine
from shared.db.repository import Repository

_SAME = ("message_id", "phone", "language", "text", "at")
_ON_A_LINE = (*_SAME, "parts", "mother_id", "display_name")


class SqlSentTexts(Repository[OutgoingText]):
    """
    Texts by their message; the same message cannot be kept twice.
    """

    table = sent_texts
    key = "message_id"

    def lines(self, *, limit: int) -> list[SentTextLine]:
        query = (
            select(
                sent_texts,
                messages.c.template,
                messages.c.mother_id,
                recipients.c.display_name,
            )
            .join(messages, messages.c.id == sent_texts.c.message_id)
            .outerjoin(recipients, recipients.c.mother_id == messages.c.mother_id)
            .order_by(sent_texts.c.at.desc(), sent_texts.c.message_id)
            .limit(limit)
        )
        return [_line(row) for row in self.connection.execute(query)]

    def to_row(self, thing: OutgoingText) -> dict[str, Any]:
        return {**{name: getattr(thing, name) for name in _SAME}, "parts": thing.parts}

    def from_rows(self, rows: Sequence[Any]) -> list[OutgoingText]:
        return [
            OutgoingText(**{name: getattr(row, name) for name in _SAME}) for row in rows
        ]


def _line(row: Any) -> SentTextLine:
    known = {name: getattr(row, name) for name in _ON_A_LINE}
    return SentTextLine(**known, template=Template(row.template))
