"""
What outreach does when a text of its own never left.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from services.outreach.domain.ladder_steps import StepKind
from services.outreach.usecases.note_text_not_sent import note_text_not_sent
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import consumes
from shared.contracts.notifications import MessageFailed, MessageSuppressed

_TEXTS: Mapping[str, StepKind] = {
    "missed_you": StepKind.NEUTRAL_TEXT,
    "see_you": StepKind.SEE_YOU,
}


def _mother(event: MessageSuppressed | MessageFailed) -> dict[str, UUID]:
    return {"mothers": event.mother_id} if event.follow_up_id else {}


class Entrypoints:
    """
    Whatever held it back: she has not had it.
    """

    @consumes(MessageSuppressed, needs=_mother)
    def note_text_not_sent_on_message_suppressed(
        self, event: MessageSuppressed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        _note(event, uow=uow)

    @consumes(MessageFailed, needs=_mother)
    def note_text_not_sent_on_message_failed(
        self, event: MessageFailed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        del now
        _note(event, uow=uow)


def _note(event: MessageSuppressed | MessageFailed, *, uow: OutreachUnitOfWork) -> None:
    text = _TEXTS.get(event.template)
    if text is None or event.follow_up_id is None:
        return
    note_text_not_sent(
        mother_id=event.mother_id, follow_up_id=event.follow_up_id, text=text, uow=uow
    )
