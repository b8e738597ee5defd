"""
Follow-up in figures, for whoever leads and has no business with names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.outreach.usecases.ports import OutreachUnitOfWork

PERIOD = timedelta(weeks=12)


@dataclass(frozen=True, kw_only=True)
class FollowUpFigures:
    """
    How many, by code: what mothers have said, and how follow-ups of the period ended.
    """

    agreements: Mapping[str, int]
    ends: Mapping[str, int]


def follow_up_figures(*, now: datetime, uow: OutreachUnitOfWork) -> FollowUpFigures:
    """
    Count; one period only, because the difference of two could tell of one person.
    """
    with uow.reading():
        return FollowUpFigures(
            agreements=uow.mothers.counts_by_agreement(),
            ends=uow.mothers.counts_by_end(since=now - PERIOD),
        )
