"""
Note that the health visitor has asked a mother, as a team talk has decided.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.ports import OutreachUnitOfWork


def note_health_visitor_asked(
    *, talk_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Take it from her list.

    What the mother answered is not written here: a no thanks is recorded as such, and
    if she wants to come, she does.

    Raises TeamTalkNotFound or NotAskedToAsk.
    """
    with uow:
        talk = uow.talks.get(talk_id)
        talk.health_visitor_asked(at=now)
        uow.talks.save(talk)
        uow.commit()
