"""
The tasks in the order in which other systems read them, a part at a time.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, literal, select, tuple_

from services.outreach.storage.tables import follow_ups, mothers

Reached = tuple[datetime, UUID]
"""The place after which the next part begins."""

_MISSED = follow_ups.c
_HERS = mothers.c
_IS_TOLD = _HERS.review_opened_at.is_not(None)


def open_places(*, after: Reached | None, limit: int) -> Sequence[Select[Any]]:
    """
    Return what finds the open tasks, the longest without contact first.
    """
    return (
        _part(
            (_MISSED.waiting_since, _MISSED.id, _MISSED.mother_id),
            _MISSED.closed_at.is_(None),
            after=after,
            limit=limit,
        ),
        _part(
            (_HERS.review_opened_at, _HERS.id, _HERS.id),
            _IS_TOLD,
            _HERS.review_ended_at.is_(None),
            after=after,
            limit=limit,
        ),
    )


def closed_places(
    *, since: datetime, after: Reached | None, limit: int
) -> Sequence[Select[Any]]:
    """
    Return what finds the tasks that have ended since then, the newest first.
    """
    return (
        _part(
            (_MISSED.closed_at, _MISSED.id, _MISSED.mother_id),
            _MISSED.closed_at >= since,
            _MISSED.episode_id.is_not(None),
            after=after,
            limit=limit,
            newest_first=True,
        ),
        _part(
            (_HERS.review_ended_at, _HERS.id, _HERS.id),
            _IS_TOLD,
            _HERS.review_ended_at >= since,
            after=after,
            limit=limit,
            newest_first=True,
        ),
    )


def _part(
    place: tuple[Column[Any], Column[Any], Column[Any]],
    *conditions: ColumnElement[bool],
    after: Reached | None,
    limit: int,
    newest_first: bool = False,
) -> Select[Any]:
    at, key, mother_id = place
    query = select(
        at.label("at"), key.label("key"), mother_id.label("mother_id")
    ).where(*conditions)
    if after is not None:
        here = tuple_(at, key)
        reached = tuple_(literal(after[0], at.type), literal(after[1], key.type))
        query = query.where(here < reached if newest_first else here > reached)
    order = [one.desc() if newest_first else one for one in (at, key)]
    return query.order_by(*order).limit(limit)
