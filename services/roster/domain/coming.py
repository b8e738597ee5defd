"""
Whether somebody comes to a session that is ahead, as far as is known.
"""

from datetime import datetime
from uuid import UUID

from services.roster.domain.attendance import CANCELLATIONS, Outcome
from services.roster.domain.enrolment import Enrolment
from services.roster.domain.errors import (
    BuddyNotComing,
    MotherHasDeclined,
    MotherNotComing,
    MotherNotExpected,
    SessionHasBegun,
)
from services.roster.domain.mother import Mother
from services.roster.domain.session import Session
from services.roster.domain.standing import Stood
from shared.kernel.clock import on_the_wall

_NOT_COMING = CANCELLATIONS | {Outcome.EXCUSED}


def has_said_she_is_not_coming(mother_id: UUID | None, session: Session) -> bool:
    """
    Return whether the register says so; None is nobody, and does not.
    """
    line = session.attendances.get(mother_id) if mother_id else None
    return line is not None and line.outcome in _NOT_COMING


def refuse_unless_ahead(session: Session, *, at: datetime) -> None:
    session.refuse_if_not_held()
    if at >= session.starts_at:
        raise SessionHasBegun(state=session.state, version=session.version)


def refuse_unless_both_come(
    *, mother_id: UUID, buddy_id: UUID | None, session: Session
) -> None:
    if has_said_she_is_not_coming(mother_id, session):
        raise MotherNotComing(state=session.state, version=session.version)
    if has_said_she_is_not_coming(buddy_id, session):
        raise BuddyNotComing(state=session.state, version=session.version)


def refuse_if_declined(mother: Mother) -> None:
    if mother.enrolment is Enrolment.DECLINED:
        raise MotherHasDeclined(state=mother.enrolment, version=mother.version)


def is_expected_at(
    session: Session, mother: Mother, *, stood: Stood | None = None
) -> bool:
    """
    Return whether she can miss it; ``stood`` is where she stood then, if not here.
    """
    day = on_the_wall(session.starts_at).date()
    if stood is None:
        stood = Stood(standing=mother.standing)
    is_hers = session.group_id == (stood.group_id or mother.group_id)
    return is_hers and mother.is_expected(
        on=day, session_id=session.id, stood=stood.standing
    )


def refuse_unless_expected(mother: Mother, session: Session) -> None:
    """
    Refuse one who has not said yes, pauses, has left, or comes first to another.

    A no thanks has a word of its own: only she can take it back.
    """
    refuse_if_declined(mother)
    if not is_expected_at(session, mother):
        raise MotherNotExpected(state=mother.enrolment, version=mother.version)


def refuse_unless_buddy_in_group(buddy: Mother | None) -> None:
    """
    Refuse one who pauses or has left, or who is new herself and does not know the way.
    """
    if buddy is not None and buddy.enrolment is not Enrolment.ACTIVE:
        raise BuddyNotComing(state=buddy.enrolment, version=buddy.version)
