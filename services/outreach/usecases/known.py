"""
Whom and what an event is about: as it is known already, or as the event tells it.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.errors import MotherNotFound
from services.outreach.domain.mother import Mother
from services.outreach.domain.session import Session
from services.outreach.usecases.ports import OutreachUnitOfWork


def known_mother(mother_id: UUID, *, uow: OutreachUnitOfWork) -> Mother:
    """
    Return a mother who may be new to us: an event about her can be the first.
    """
    return uow.mothers.find(mother_id) or Mother.unspoken(mother_id=mother_id)


def mother_on_the_list(mother_id: UUID, *, uow: OutreachUnitOfWork) -> Mother:
    """
    Return a mother that somebody asks for.

    Raises MotherNotFound if neither the roster nor an event has told of her.
    """
    mother = uow.mothers.find(mother_id)
    if mother is None and uow.contacts.find(mother_id) is None:
        raise MotherNotFound(id=str(mother_id))
    return mother or Mother.unspoken(mother_id=mother_id)


def known_session(
    session_id: UUID,
    *,
    started_at: datetime,
    ended_at: datetime,
    group_id: UUID | None = None,
    uow: OutreachUnitOfWork,
) -> Session:
    """
    Return the session, kept with when it ended.

    It is kept even when nothing follows, because its row is the lock by which a miss
    and a cancellation of the session take turns.
    """
    session = uow.sessions.find(session_id)
    session = session or Session(id=session_id, started_at=started_at)
    known = session.ended_at, session.group_id
    session.ended_at = session.ended_at or ended_at
    session.group_id = session.group_id or group_id
    if known != (session.ended_at, session.group_id):
        uow.sessions.save(session)
    return session


def refuse_unless_ours(group_id: UUID, *, uow: OutreachUnitOfWork) -> None:
    """
    Refuse a group of which no row may tell yet: its ladder is the usual one.

    Raises GroupNotFound.
    """
    if uow.within is not None:
        uow.whose_groups.get(group_id)
