from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import HERSELF
from services.roster.domain.attendance import OWN_LINK
from services.roster.domain.errors import SessionNotFound
from services.roster.domain.her_answer import HerAnswer
from services.roster.domain.mother import Mother
from services.roster.domain.register import NOTHING_SEEN
from services.roster.domain.session import Session
from services.roster.usecases.let_pick_ups_follow import (
    let_pick_ups_follow_register,
)
from services.roster.usecases.mother_with_link import mother_with_link
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_cancellation import take_cancellation


def cancel_by_own_link(
    *, secret: str, session_id: UUID, now: datetime, uow: UnitOfWork
) -> None:
    """
    Take a mother's cancellation from herself; what she has said before stands.

    It writes over no mark: whoever was seen there did not cancel.

    Raises OwnLinkNotFound, SessionNotFound, NothingToCancel, or what a colleague's
    mark of this very moment makes of it: StaleVersion, MotherAttended.
    """
    with uow.reading():
        mother = mother_with_link(secret=secret, now=now, uow=uow)
        session = _session_of(mother, session_id, uow=uow)
        answer = HerAnswer.of(mother, session, at=now)
    if answer.is_not_coming:
        return
    answer.refuse_unless_may_cancel()
    take_cancellation(
        session_id=session_id,
        mother_id=mother.id,
        received_at=now,
        channel=OWN_LINK,
        seen_version=NOTHING_SEEN,
        by=HERSELF,
        now=now,
        uow=uow,
    )


def come_after_all(
    *, secret: str, session_id: UUID, now: datetime, uow: UnitOfWork
) -> None:
    """
    Take a mother's cancellation back for herself, as long as the session is ahead.

    Raises OwnLinkNotFound, SessionNotFound, SessionHasBegun, SessionCancelled or
    SessionAlreadyClosed.
    """
    mother = mother_with_link(secret=secret, now=now, uow=uow)
    with uow:
        session = _session_of(mother, session_id, uow=uow)
        if session.come_after_all(mother_id=mother.id, at=now):
            uow.sessions.save(session)
            let_pick_ups_follow_register(session, now=now, uow=uow)
        uow.commit()


def _session_of(mother: Mother, session_id: UUID, *, uow: UnitOfWork) -> Session:
    """
    Return a session of her own group, or in whose register she stands.

    By a link nobody looks into another.
    """
    session = uow.sessions.get(session_id)
    is_in_it = mother.id in session.attendances
    if session.group_id != mother.group_id and not is_in_it:
        raise SessionNotFound
    return session
