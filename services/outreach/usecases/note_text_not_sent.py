"""
Note that a text about what she has missed never left.
"""

from uuid import UUID

from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import StepKind
from services.outreach.usecases.announcements import scheduled
from services.outreach.usecases.ports import OutreachUnitOfWork


def note_text_not_sent(
    *, mother_id: UUID, follow_up_id: UUID, text: StepKind, uow: OutreachUnitOfWork
) -> None:
    """
    Let it not count as had, and tell her follow-up anew: she may be somebody's again.

    Of a mother who is erased, or a follow-up that has given way to another, it is of
    no use any more.
    """
    with uow:
        mother = uow.mothers.find(mother_id)
        miss = mother.follow_ups.get(follow_up_id) if mother else None
        if mother is None or miss is None or not _is_news(miss, text):
            return
        uow.mothers.save(mother)
        if miss.is_open and miss.was_opened:
            uow.outbox.add(scheduled(miss), version=miss.version)
        uow.commit()


def _is_news(miss: FollowUp, text: StepKind) -> bool:
    if text is StepKind.NEUTRAL_TEXT:
        return miss.was_not_texted()
    return miss.was_asked_in_vain()
