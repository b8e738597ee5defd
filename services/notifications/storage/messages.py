"""
Messages as rows.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, exists, or_, select, true

from services.notifications.domain.errors import MessageNotFound
from services.notifications.domain.message import Message
from services.notifications.domain.message_state import (
    Channel,
    MessageState,
    Withdrawal,
)
from services.notifications.domain.template import ABOUT_SESSIONS, FOLLOW_UP, Template
from services.notifications.storage.message_lines import message_lines
from services.notifications.storage.tables import messages, recipients, sent_texts
from services.notifications.usecases.views import MessageLine
from shared.db.repository import Repository
from shared.kernel.contact_hours import may_contact_at

_SAME = (
    "id",
    "cause",
    "mother_id",
    "not_before",
    "not_after",
    "reason",
    "created_at",
    "changed_at",
    "sent_at",
    "language",
    "version",
)
_IS_NO_FOLLOW_UP = messages.c.template.not_in(FOLLOW_UP)
_MAY_HAVE_LEFT = (MessageState.CLAIMED, MessageState.SENT, MessageState.UNCERTAIN)
_TAKEN_BACK = (
    messages.c.state == MessageState.WITHDRAWN,
    messages.c.reason.in_([Withdrawal.OUT_OF_GROUP, Withdrawal.NO_THANKS]),
    messages.c.template.in_(ABOUT_SESSIONS),
)


class SqlMessages(Repository[Message]):
    """
    Messages, those that are due, and lists of them.
    """

    table = messages
    missing = MessageNotFound

    def queued_for(self, mother_id: UUID) -> list[Message]:
        return self.matching(
            messages.c.mother_id == mother_id,
            messages.c.state == MessageState.QUEUED,
        )

    def queued_about_visits(
        self, *, mother_id: UUID, referral_id: UUID
    ) -> list[Message]:
        return self.matching(
            messages.c.mother_id == mother_id,
            messages.c.state == MessageState.QUEUED,
            messages.c.template == Template.VISIT_SCHEDULED,
            messages.c.cause.startswith(f"{referral_id}:"),
        )

    def queued_about_session(self, session_id: UUID) -> list[Message]:
        """
        Return what tells of a session, and what asks her to come to it.
        """
        tells = and_(
            messages.c.template.in_(ABOUT_SESSIONS),
            messages.c.cause.startswith(f"{session_id}:"),
        )
        asks = and_(
            messages.c.template == Template.SEE_YOU,
            cast(messages.c.facts, Text).contains(str(session_id)),
        )
        return self.matching(messages.c.state == MessageState.QUEUED, or_(tells, asks))

    def taken_back_from(self, mother_id: UUID, *, ahead_of: datetime) -> list[Message]:
        """
        Return what she was not told of sessions ahead: she was not with us, or said no.
        """
        return self.matching(
            messages.c.mother_id == mother_id,
            *_TAKEN_BACK,
            messages.c.not_after > ahead_of,
        )

    def taken_back_about_session(self, session_id: UUID) -> list[Message]:
        return self.matching(
            *_TAKEN_BACK, messages.c.cause.startswith(f"{session_id}:")
        )

    def heard_of_session(self, session_id: UUID) -> list[Message]:
        """
        Return what each mother was told of a session last, so far as anybody knows.
        """
        told = self.matching(
            messages.c.state.in_(_MAY_HAVE_LEFT),
            messages.c.template.in_(ABOUT_SESSIONS),
            messages.c.cause.startswith(f"{session_id}:"),
        )
        told.sort(key=lambda one: (one.created_at, one.id))
        return list({one.mother_id: one for one in told}.values())

    def moves_not_told(self, session_id: UUID) -> list[Message]:
        """
        Return what was to tell of a move, and was taken back when it was cancelled.
        """
        return self.matching(
            messages.c.state == MessageState.WITHDRAWN,
            messages.c.reason == Withdrawal.SESSION_CANCELLED,
            messages.c.template == Template.SESSION_MOVED,
            messages.c.cause.startswith(f"{session_id}:"),
        )

    def due(self, *, now: datetime, limit: int) -> list[Message]:
        """
        Return what may leave now, the longest waiting first.

        What is for a mother whose contact has not come yet waits for it, as long as
        the message is of use. So does in the quiet hours what follows her up, whoever
        queued it and for whatever hour.
        """
        is_too_late = messages.c.not_after < now
        may_leave = true() if may_contact_at(now) else _IS_NO_FOLLOW_UP
        contact_is_known = exists().where(
            recipients.c.mother_id == messages.c.mother_id
        )
        return self._in_no_hands(
            messages.c.state == MessageState.QUEUED,
            messages.c.not_before <= now,
            or_(is_too_late, and_(contact_is_known, may_leave)),
            first=messages.c.not_before,
            limit=limit,
        )

    def claimed_before(self, moment: datetime, *, limit: int) -> list[Message]:
        return self._in_no_hands(
            messages.c.state == MessageState.CLAIMED,
            messages.c.changed_at < moment,
            first=messages.c.changed_at,
            limit=limit,
        )

    def newest(
        self,
        *,
        states: Collection[MessageState],
        mother_id: UUID | None,
        limit: int,
    ) -> list[Message]:
        query = messages.select().where(messages.c.state.in_(states))
        if mother_id:
            query = query.where(messages.c.mother_id == mother_id)
        newest = query.order_by(messages.c.created_at.desc(), messages.c.id)
        return self.from_rows(self.connection.execute(newest.limit(limit)).all())

    def lines(
        self, *, states: Collection[MessageState], limit: int
    ) -> list[MessageLine]:
        order = messages.c.changed_at.desc()
        return message_lines(self.connection, states=states, order=order, limit=limit)

    def lines_waiting(self, *, limit: int) -> list[MessageLine]:
        return message_lines(
            self.connection,
            states=(MessageState.QUEUED, MessageState.CLAIMED),
            order=messages.c.not_before,
            limit=limit,
        )

    def forget_ended(self, *, before: datetime) -> None:
        """
        Delete what ended before, and its texts first: they point to it.
        """
        ended = (
            messages.c.state.not_in([MessageState.QUEUED, MessageState.CLAIMED]),
            messages.c.changed_at < before,
        )
        of_these = sent_texts.c.message_id.in_(select(messages.c.id).where(*ended))
        self.connection.execute(sent_texts.delete().where(of_these))
        self.connection.execute(messages.delete().where(*ended))

    def to_row(self, thing: Message) -> dict[str, Any]:
        return {
            **{name: getattr(thing, name) for name in _SAME},
            "template": thing.template,
            "state": thing.state,
            "channel": thing.channel,
            "facts": dict(thing.facts),
        }

    def from_rows(self, rows: Sequence[Any]) -> list[Message]:
        return [
            Message(
                **{name: getattr(row, name) for name in _SAME},
                template=Template(row.template),
                state=MessageState(row.state),
                channel=Channel(row.channel) if row.channel else None,
                facts=row.facts,
            )
            for row in rows
        ]

    def _in_no_hands(
        self, *conditions: ColumnElement[bool], first: ColumnElement[Any], limit: int
    ) -> list[Message]:
        """
        Lock and return what no other sender has locked, so that several share the work.
        """
        query = select(messages.c.id).where(*conditions).order_by(first, messages.c.id)
        free = query.limit(limit).with_for_update(skip_locked=True)
        ids = list(self.connection.scalars(free))
        self.load(ids)
        return [self.get(id_) for id_ in ids]
