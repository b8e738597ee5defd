"""
Messages as a page lists them, each with its mother's name, in one query.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from services.notifications.domain.message_state import MessageState
from services.notifications.domain.template import Template
from services.notifications.storage.tables import messages, recipients
from services.notifications.usecases.views import MessageLine

_SAME = (
    "id", "mother_id", "reason", "not_before", "not_after", "changed_at",
    "display_name",
)  # fmt: skip


def message_lines(
    connection: Connection,
    *,
    states: Collection[MessageState],
    order: ColumnElement[Any],
    limit: int,
) -> list[MessageLine]:
    hers = recipients.c.mother_id == messages.c.mother_id
    query = (
        select(messages, recipients.c.display_name)
        .outerjoin(recipients, hers)
        .where(messages.c.state.in_(states))
        .order_by(order, messages.c.id)
        .limit(limit)
    )
    return [_line(row) for row in connection.execute(query)]


def _line(row: Any) -> MessageLine:
    return MessageLine(
        **{name: getattr(row, name) for name in _SAME},
        template=Template(row.template),
        state=MessageState(row.state),
    )
