"""
The group in figures, for whoever leads and has no business with names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.roster.usecases.ports import UnitOfWork

PERIOD = timedelta(weeks=12)
YEAR = timedelta(weeks=52)


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """
    How many, by code: mothers, sessions and outcomes, of all groups together.

    The mothers are those of today, the sessions those of a year, and the outcomes those
    in the registers of the period.
    """

    mothers: Mapping[str, int]
    sessions: Mapping[str, int]
    outcomes: Mapping[str, int]


def group_figures(*, now: datetime, uow: UnitOfWork) -> GroupFigures:
    """
    Count; one period only of persons, because the difference of two could tell of one.
    """
    with uow.reading():
        start = now - PERIOD
        return GroupFigures(
            mothers=uow.mothers.counts_by_enrolment(),
            sessions=uow.sessions.counts_by_state(start=now - YEAR, end=now),
            outcomes=uow.sessions.counts_by_outcome(start=start, end=now),
        )
