"""
What was cancelled, group by group, beside the standard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.roster.domain.group import Group
from services.roster.domain.register import SessionState
from services.roster.usecases.ports import UnitOfWork

SIX_YEARS = 6 * timedelta(weeks=52)
AT_MOST_CANCELLED = 1
"""In six years: what others manage, and what mothers count on."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class GroupCancellations:
    """
    One group: how many sessions of six years were planned and cancelled, and why.

    A holiday is not planned. ``weeks_without`` counts from the last session that was
    not held or, if there is none, from the first of all; None before.
    """

    group: Group
    planned: int
    cancelled: int
    reasons: Mapping[str, int]
    weeks_without: int | None


def group_cancellations(*, now: datetime, uow: UnitOfWork) -> list[GroupCancellations]:
    """
    Count for every group of whoever asks: the standard is set for one group.

    Sessions are nobody, and so few are cancelled that only years say something.
    """
    with uow.reading():
        return [_of_group(group, now=now, uow=uow) for group in uow.groups.everyone()]


def _of_group(group: Group, *, now: datetime, uow: UnitOfWork) -> GroupCancellations:
    start = now - SIX_YEARS
    states = uow.sessions.counts_by_state(start=start, end=now, group_id=group.id)
    last = uow.sessions.last_not_held(before=now, group_id=group.id)
    return GroupCancellations(
        group=group,
        planned=sum(states.values()) - states.get(SessionState.SKIPPED, 0),
        cancelled=states.get(SessionState.CANCELLED, 0),
        reasons=uow.sessions.counts_by_reason(start=start, end=now, group_id=group.id),
        weeks_without=None if last is None else (now - last) // _WEEK,
    )
