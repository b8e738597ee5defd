"""
The tasks in the order in which other systems read them, a part at a time.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, literal, select, tuple_

from services.outreach.storage.tables import follow_ups, mothers
from shared.bus.whose import whose_mothers

Reached = tuple[datetime, UUID]
"""The place after which the next part begins."""

_MISSED = follow_ups.c
_HERS = mothers.c
_IS_TOLD = _HERS.review_opened_at.is_not(None)


def open_places(
    *, after: Reached | None, apart_from: Collection[UUID], limit: int
) -> Sequence[Select[Any]]:
    """
    Return what finds the open tasks, the longest without contact first.

    Those of mothers who come to some groups are left out.
    """
    return (
        _part(
            (_MISSED.waiting_since, _MISSED.id, _MISSED.mother_id),
            _MISSED.closed_at.is_(None),
            *_is_apart(_MISSED.mother_id, apart_from),
            after=after,
            limit=limit,
        ),
        _part(
            (_HERS.review_opened_at, _HERS.id, _HERS.id),
            _IS_TOLD,
            _HERS.review_ended_at.is_(None),
            *_is_apart(_HERS.id, apart_from),
            after=after,
            limit=limit,
        ),
    )


def closed_places(
    *,
    since: datetime,
    after: Reached | None,
    apart_from: Collection[UUID],
    limit: int,
) -> Sequence[Select[Any]]:
    """
    Return what finds the tasks that have ended since then, the newest first.

    Those of mothers who come to some groups are left out.
    """
    return (
        _part(
            (_MISSED.closed_at, _MISSED.id, _MISSED.mother_id),
            _MISSED.closed_at >= since,
            _MISSED.episode_id.is_not(None),
            *_is_apart(_MISSED.mother_id, apart_from),
            after=after,
            limit=limit,
            newest_first=True,
        ),
        _part(
            (_HERS.review_ended_at, _HERS.id, _HERS.id),
            _IS_TOLD,
            _HERS.review_ended_at >= since,
            *_is_apart(_HERS.id, apart_from),
            after=after,
            limit=limit,
            newest_first=True,
        ),
    )


def _is_apart(
    mother_id: Column[Any], groups: Collection[UUID]
) -> list[ColumnElement[bool]]:
    """
    Return that the roster has not told of her that she comes to one of these groups.
    """
    if not groups:
        return []
    comes = select(whose_mothers.c.mother_id).where(
        whose_mothers.c.mother_id == mother_id, whose_mothers.c.group_id.in_(groups)
    )
    return [~comes.exists()]


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
