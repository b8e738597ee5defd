"""
The tasks as other systems read them: missed sessions and reviews, a part at a time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar
from uuid import UUID

from services.outreach.domain.ladder_steps import StepKind
from services.outreach.domain.mother import Mother
from services.outreach.domain.review import Review
from services.outreach.domain.task_place import TaskPlace
from services.outreach.usecases.owners import owners_of
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.queries import (
    LONGEST_LIST,
    SHOWN_AFTER_CLOSING,
    FollowUpView,
    view_of,
)
from shared.kernel.clock import bounds_of_day

Reached = tuple[datetime, UUID]
Shown = TypeVar("Shown")


@dataclass(frozen=True, kw_only=True)
class Part(Generic[Shown]):
    """
    A part of a list, and the place after which the next one begins.
    """

    shown: Sequence[Shown]
    reached: Reached | None


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """
    A task: its step of the ladder, the day on which it is due, and whose it is.

    ``kind`` says whether she has missed a session or is to be asked again. Before
    ``begins_at`` nobody is to do anything.
    """

    id: UUID
    kind: Literal["missed", "review"]
    mother_id: UUID
    session_id: UUID | None = None
    status: str
    reason: str | None = None
    version: int
    ladder_step: StepKind | None
    due_on: date | None
    owner_id: UUID | None
    begins_at: datetime
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None


def open_tasks(
    *,
    after: Reached | None,
    apart_from: Collection[UUID] = (),
    limit: int = LONGEST_LIST,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Part[TaskView]:
    """
    Return the next of what is open, the longest without contact first.

    Those of the mothers who come to some groups may be left out.
    """
    with uow.reading():
        found = uow.mothers.open_tasks(
            after=after, apart_from=apart_from, limit=limit + 1
        )
        return _part(found, limit=limit, now=now, uow=uow)


def closed_tasks(
    *,
    after: Reached | None,
    apart_from: Collection[UUID] = (),
    limit: int = LONGEST_LIST,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Part[TaskView]:
    """
    Return the next of what has ended in the last two weeks, the newest first.

    Those of the mothers who come to some groups may be left out.
    """
    since = now - SHOWN_AFTER_CLOSING
    with uow.reading():
        found = uow.mothers.closed_tasks(
            since=since, after=after, apart_from=apart_from, limit=limit + 1
        )
        return _part(found, limit=limit, now=now, uow=uow)


def open_follow_ups(
    *, after: Reached | None = None, uow: OutreachUnitOfWork
) -> Part[FollowUpView]:
    """
    Return the next of the open tasks that are missed sessions.
    """
    with uow.reading():
        found = uow.mothers.open_tasks(after=after, limit=LONGEST_LIST + 1)
        return _follow_ups(found, uow=uow)


def closed_follow_ups(
    *, after: Reached | None = None, now: datetime, uow: OutreachUnitOfWork
) -> Part[FollowUpView]:
    """
    Return the next of the missed sessions whose task has ended.
    """
    since, limit = now - SHOWN_AFTER_CLOSING, LONGEST_LIST + 1
    with uow.reading():
        found = uow.mothers.closed_tasks(since=since, after=after, limit=limit)
        return _follow_ups(found, uow=uow)


def _follow_ups(
    found: Sequence[TaskPlace], *, uow: OutreachUnitOfWork
) -> Part[FollowUpView]:
    here = found[:LONGEST_LIST]
    mothers = _mothers_at(here, uow=uow)
    shown = [
        view_of(mother.follow_ups[place.key], is_left=mother.is_left_to_come)
        for place in here
        if not place.is_review and (mother := mothers.get(place.mother_id))
    ]
    return Part(shown=shown, reached=_reached(found, limit=LONGEST_LIST))


def _part(
    found: Sequence[TaskPlace], *, limit: int, now: datetime, uow: OutreachUnitOfWork
) -> Part[TaskView]:
    here = found[:limit]
    mothers = _mothers_at(here, uow=uow)
    owners = owners_of(mothers.values(), now=now, uow=uow)
    tasks = [
        _task(place, mothers[place.mother_id], owner_id=owners.get(place.mother_id))
        for place in here
        if place.mother_id in mothers
    ]
    shown = [each for each in tasks if each is not None]
    return Part(shown=shown, reached=_reached(found, limit=limit))


def _reached(found: Sequence[TaskPlace], *, limit: int) -> Reached | None:
    return found[limit - 1][:2] if len(found) > limit else None


def _mothers_at(
    places: Sequence[TaskPlace], *, uow: OutreachUnitOfWork
) -> Mapping[UUID, Mother]:
    ids = {place.mother_id for place in places}
    uow.mothers.load(ids)
    return {key: mother for key in ids if (mother := uow.mothers.find(key))}


def _task(
    place: TaskPlace, mother: Mother, *, owner_id: UUID | None
) -> TaskView | None:
    if not place.is_review:
        return _missed(place.key, mother, owner_id=owner_id)
    review = mother.review
    # One that has just ended is told as such within a minute.
    if review is None or (review.is_open and not mother.is_to_be_asked):
        return None
    return _review(review, owner_id=owner_id)


def _missed(key: UUID, mother: Mother, *, owner_id: UUID | None) -> TaskView:
    follow_up = mother.follow_ups[key]
    view = view_of(follow_up, is_left=mother.is_left_to_come)
    return TaskView(
        id=follow_up.id,
        kind="missed",
        mother_id=mother.id,
        session_id=follow_up.session_id,
        status=view.status,
        reason=follow_up.reason,
        version=follow_up.version,
        ladder_step=follow_up.due.step,
        due_on=follow_up.due.on,
        owner_id=owner_id,
        begins_at=mother.begins_at(follow_up),
        opened_at=follow_up.opened_at,
        changed_at=follow_up.closed_at or view.waiting_since,
        closed_at=follow_up.closed_at,
    )


def _review(review: Review, *, owner_id: UUID | None) -> TaskView:
    return TaskView(
        id=review.id,
        kind="review",
        mother_id=review.mother_id,
        status=review.outcome or "opened",
        version=review.version,
        ladder_step=StepKind.ASK_AGAIN,
        due_on=review.due_on,
        owner_id=owner_id,
        begins_at=bounds_of_day(review.on)[0],
        opened_at=review.opened_at,
        changed_at=review.ended_at or review.opened_at,
        closed_at=review.ended_at,
    )
