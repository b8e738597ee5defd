"""
Who comes and goes, group by group, for whoever leads and has no business with names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.roster.domain.group import Group
from services.roster.domain.half_year import HalfYear
from services.roster.domain.turnover import Turnover
from services.roster.usecases.ports import UnitOfWork

HALF_YEARS = 2


@dataclass(frozen=True, kw_only=True)
class GroupTurnover:
    """
    One group: how many are in it now, and its last half-years, the newest first.
    """

    group: Group
    active: int
    by_half_year: Mapping[HalfYear, Turnover]


def group_turnovers(*, now: datetime, uow: UnitOfWork) -> list[GroupTurnover]:
    """
    Count the half-years that are over, for every group of whoever asks.

    The one that goes on is left out: its figures of two days could tell of one mother.
    Whoever was erased is counted no more.
    """
    with uow.reading():
        halves = half_years_over(now)
        active = uow.mothers.active_by_group()
        return [
            GroupTurnover(
                group=group,
                active=active.get(group.id, 0),
                by_half_year={half: _turnover(half, group, uow=uow) for half in halves},
            )
            for group in uow.groups.everyone()
        ]


def half_years_over(now: datetime) -> list[HalfYear]:
    halves = [HalfYear.at(now)]
    for _ in range(HALF_YEARS):
        halves.append(halves[-1].before())
    return halves[1:]


def _turnover(half: HalfYear, group: Group, *, uow: UnitOfWork) -> Turnover:
    steps = uow.enrolment_changes.of_turnover(group_id=group.id, start=half.starts_at)
    return Turnover.of(steps, group_id=group.id, end=half.ends_at)
