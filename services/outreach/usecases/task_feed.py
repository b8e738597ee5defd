"""
The tasks as a calendar reads them: by a secret link that is made, shown once, revoked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.task_feed import TaskFeed
from services.outreach.usecases.owners import owners_of_groups
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.queries import LEFT_TO_COME
from services.outreach.usecases.tasks import Reached, TaskView, closed_tasks, open_tasks
from shared.kernel.clock import day_of
from shared.kernel.secret import digest_of, new_secret

HELD_BY_A_FEED = 500
"""Open tasks, and as many that have ended."""


def make_task_feed(*, user_id: UUID, now: datetime, uow: OutreachUnitOfWork) -> str:
    """
    Make somebody's link and return its secret; hers of before opens nothing any more.
    """
    secret = new_secret()
    with uow:
        uow.task_feeds.find(user_id)
        feed = TaskFeed(id=user_id, digest=digest_of(secret), made_at=now)
        uow.task_feeds.save(feed)
        uow.commit()
    return secret


def revoke_task_feed(*, user_id: UUID, uow: OutreachUnitOfWork) -> None:
    with uow:
        uow.task_feeds.revoke(user_id)
        uow.commit()


def has_task_feed(*, user_id: UUID, uow: OutreachUnitOfWork) -> bool:
    with uow.reading():
        return uow.task_feeds.find(user_id) is not None


def owner_of_feed(*, secret: str, uow: OutreachUnitOfWork) -> UUID:
    """
    Return whose link it is.

    Raises TaskFeedNotFound.
    """
    with uow.reading():
        return uow.task_feeds.with_digest(digest_of(secret)).id


@dataclass(frozen=True, kw_only=True)
class FeedTasks:
    """
    The tasks of a calendar; ``is_whole`` unless there are more than it holds.
    """

    tasks: Sequence[TaskView]
    is_whole: bool


def tasks_of_feed(
    *, now: datetime, uow: OutreachUnitOfWork, owner_id: UUID | None = None
) -> FeedTasks:
    """
    Return what is to be done, and what has ended in the last two weeks.

    Of each as many as a calendar holds, and whether that is all: nothing is left out in
    silence. It is narrowed to what the link's owner sees, and to whom she follows up
    today or nobody does by name: see ``owner_of_feed``.
    """
    with uow.reading():
        others = _groups_of_others(owner_id, day=day_of(now), uow=uow)
        to_do, is_whole = _to_do(now=now, owner_id=owner_id, apart_from=others, uow=uow)
        ended = closed_tasks(
            after=None, apart_from=others, limit=HELD_BY_A_FEED, now=now, uow=uow
        )
    hers = [one for one in ended.shown if _is_hers(one, owner_id)]
    return FeedTasks(tasks=[*to_do, *hers], is_whole=is_whole and ended.reached is None)


def _groups_of_others(
    owner_id: UUID | None, *, day: date, uow: OutreachUnitOfWork
) -> frozenset[UUID]:
    """
    Return the groups in which somebody else follows up: those tasks are not read.
    """
    if owner_id is None:
        return frozenset()
    owners = owners_of_groups(uow.group_contacts.everyone(), day=day, uow=uow)
    return frozenset(group for group, owner in owners.items() if owner != owner_id)


def _is_hers(task: TaskView, owner_id: UUID | None) -> bool:
    """
    Return whether a task is hers; one that is nobody's by name is everybody's.
    """
    return owner_id is None or task.owner_id in {None, owner_id}


def _to_do(
    *,
    now: datetime,
    owner_id: UUID | None,
    apart_from: Collection[UUID],
    uow: OutreachUnitOfWork,
) -> tuple[list[TaskView], bool]:
    """
    Return as many open tasks as a calendar holds that are somebody's, and if it is all.
    """
    found: list[TaskView] = []
    after: Reached | None = None
    while True:
        part = open_tasks(
            after=after,
            apart_from=apart_from,
            limit=HELD_BY_A_FEED,
            now=now,
            uow=uow,
        )
        found += [
            one
            for one in part.shown
            if one.status != LEFT_TO_COME and _is_hers(one, owner_id)
        ]
        after = part.reached
        if after is None or len(found) > HELD_BY_A_FEED:
            is_whole = after is None and len(found) <= HELD_BY_A_FEED
            return found[:HELD_BY_A_FEED], is_whole
