"""
What a group's sheets are made of.
"""

from uuid import UUID

from services.roster.domain.enrolment import Enrolment
from services.roster.usecases import queries
from services.roster.usecases.plan_calendar import bounds_of
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import Counts, MotherView, SessionView

MOST_ON_A_LIST = 10_000  # as many as can be taken in again
_NOT_ON_A_LIST = frozenset({Enrolment.DECLINED, Enrolment.ALUMNI, Enrolment.ERASED})


def mothers_for_list(*, group_id: UUID, uow: UnitOfWork) -> list[MotherView]:
    """
    Return a group's mothers by name: on their way in, in the group, or on a pause.

    A list lives on in somebody's folder, and is written and called from. Who has left
    does not stand on it, nor who has said no thanks: it would not be heard there.

    Raises GroupNotFound.
    """
    found = queries.mothers(group_id=group_id, limit=MOST_ON_A_LIST, uow=uow)
    return [one for one in found if one.mother.enrolment not in _NOT_ON_A_LIST]


def sessions_of_year(
    *, group_id: UUID, year: int, uow: UnitOfWork
) -> list[SessionView]:
    """
    Return a group's sessions of a year on the wall, the earliest first.

    Raises GroupNotFound.
    """
    start, end = bounds_of(year)
    with uow.reading():
        group = uow.groups.get(group_id)
        found = uow.sessions.in_calendar(group_id=group_id, start=start, end=end)
        return [
            SessionView(session=one, group=group, counts=Counts.of(one))
            for one in found
            if start <= one.starts_at < end
        ]
