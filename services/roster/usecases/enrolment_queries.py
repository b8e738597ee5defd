"""
What the pages and the API show of a mother's way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork

_MOST = 100
_SESSIONS_OFFERED = 8
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """
    About whom somebody has to say something, the longest waiting first.
    """

    reviews: Sequence[Mother]
    pauses: Sequence[Mother]
    without_visit: Sequence[Mother]


def to_decide(*, on: date, uow: UnitOfWork) -> ToDecide:
    """
    Return reviews, pauses that are over, and a yes that no visit was agreed on after.
    """
    with uow.reading():
        return ToDecide(
            reviews=uow.mothers.under_review(limit=_MOST),
            pauses=uow.mothers.pauses_over(on=on, limit=_MOST),
            without_visit=uow.mothers.listed(
                group_id=None, limit=_MOST, enrolment=Enrolment.INTERESTED
            ),
        )


def how_many_to_decide(*, on: date, uow: UnitOfWork) -> int:
    with uow.reading():
        return uow.mothers.how_many_to_decide(on=on)


def steps_of(*, mother_id: UUID, uow: UnitOfWork) -> list[EnrolmentChange]:
    """
    Return every step on a mother's way, the latest first.

    Raises MotherNotFound.
    """
    with uow.reading():
        uow.mothers.get(mother_id)
        return uow.enrolment_changes.of_mother(mother_id)


def sessions_to_come(
    *, group_id: UUID, now: datetime, uow: UnitOfWork
) -> list[Session]:
    """
    Return the next sessions of a group, also one that goes on: to plan a visit to.
    """
    with uow.reading():
        found = uow.sessions.soonest(
            group_id=group_id, start=now - _A_DAY, end=None, limit=_SESSIONS_OFFERED
        )
        return [
            one
            for one in found
            if one.state is SessionState.PLANNED and one.ends_at > now
        ]


def first_visit(mother: Mother, *, uow: UnitOfWork) -> Session | None:
    """
    Return the session of her first visit, planned or made.
    """
    if mother.standing.first_visit_id is None:
        return None
    with uow.reading():
        return uow.sessions.get(mother.standing.first_visit_id)
