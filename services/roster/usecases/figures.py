"""
The group in figures, for whoever leads and has no business with names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.roster.domain.register import SessionState
from services.roster.usecases.ports import UnitOfWork

PERIOD = timedelta(weeks=12)
YEAR = timedelta(weeks=52)
SIX_YEARS = 6 * YEAR
AT_MOST_CANCELLED = 1
"""In six years: what others manage, and what mothers count on."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """
    How many, by code: mothers, sessions, why some were not held, and outcomes.

    The mothers are those of today, the sessions those of a year, and the outcomes those
    in the registers of the period. ``planned`` and ``cancelled`` are of six years, with
    why in ``cancellations``: a holiday is not planned. ``weeks_without_cancelling``
    counts from the last session that was not held or, if there is none, from the first
    of all; None before.
    """

    mothers: Mapping[str, int]
    sessions: Mapping[str, int]
    planned: int
    cancelled: int
    cancellations: Mapping[str, int]
    weeks_without_cancelling: int | None
    outcomes: Mapping[str, int]


def group_figures(*, now: datetime, uow: UnitOfWork) -> GroupFigures:
    """
    Count; one period only of persons, because the difference of two could tell of one.

    Sessions are nobody, and so few are cancelled that only years say something.
    """
    with uow.reading():
        start = now - PERIOD
        since = uow.sessions.last_not_held(before=now)
        long_ago = now - SIX_YEARS
        in_six_years = uow.sessions.counts_by_state(start=long_ago, end=now)
        return GroupFigures(
            mothers=uow.mothers.counts_by_enrolment(),
            sessions=uow.sessions.counts_by_state(start=now - YEAR, end=now),
            planned=sum(
                number
                for state, number in in_six_years.items()
                if state != SessionState.SKIPPED
            ),
            cancelled=in_six_years.get(SessionState.CANCELLED, 0),
            cancellations=uow.sessions.counts_by_reason(start=long_ago, end=now),
            weeks_without_cancelling=None if since is None else (now - since) // _WEEK,
            outcomes=uow.sessions.counts_by_outcome(start=start, end=now),
        )
