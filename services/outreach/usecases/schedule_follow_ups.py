"""
Tell when follow-ups are due, as soon as that is another day or step than was told.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.outreach.domain.due import when_due
from services.outreach.domain.ladder_steps import Due
from services.outreach.domain.mother import Mother
from services.outreach.usecases.announcements import scheduled
from services.outreach.usecases.next_steps import calendars_for, ways_of_all
from services.outreach.usecases.ports import OutreachUnitOfWork

_AT_ONCE = 200
_FIRST = UUID(int=0)


def schedule_follow_ups(*, now: datetime, uow: OutreachUnitOfWork) -> int:
    """
    Tell of all that are open and due otherwise than was told; return how many mothers.

    Whatever the reason is: a ladder, a holiday, a session that moves, a text that has
    left. It looks without a lock, and locks only whom there is news of.
    """
    number, after = 0, _FIRST
    while True:
        with uow.reading():
            found = uow.mothers.with_open(after=after, limit=_AT_ONCE)
            news = _news_among(found, now=now, uow=uow)
        number += sum(_schedule(looked, due, uow=uow) for looked, due in news)
        if len(found) < _AT_ONCE:
            return number
        after = found[-1].id


def schedule(
    mother: Mother,
    *,
    way: Mapping[str, Any],
    was_tried: bool = False,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Tell of hers what is news, in the transaction that changes and saves her.

    ``way`` is by what her steps are found. Where she ``was_tried`` in it, each that is
    still open has a new version of that.
    """
    for each in mother.falls_due(when_due(mother, **way), was_changed=was_tried):
        uow.outbox.add(scheduled(each), version=each.version)


def _news_among(
    mothers: Sequence[Mother], *, now: datetime, uow: OutreachUnitOfWork
) -> list[tuple[Mother, Due]]:
    calendars = calendars_for(mothers, now=now, uow=uow)
    found = ways_of_all(mothers, calendars=calendars, now=now, uow=uow)
    dues = [(mother, when_due(mother, **way)) for mother, way in found]
    return [
        (mother, due)
        for mother, due in dues
        if any(each.due != due for each in mother.open_follow_ups)
    ]


def _schedule(looked: Mother, due: Due, *, uow: OutreachUnitOfWork) -> bool:
    """
    Tell it, unless something has happened to her since: the next round looks again.
    """
    with uow:
        mother = uow.mothers.find(looked.id)
        if mother is None or _versions(mother) != _versions(looked):
            return False
        for each in mother.falls_due(due):
            uow.outbox.add(scheduled(each), version=each.version)
        uow.mothers.save(mother)
        uow.commit()
    return True


def _versions(mother: Mother) -> set[tuple[UUID, int]]:
    return {(each.id, each.version) for each in mother.open_follow_ups}
