"""
The tasks as a calendar reads them: by a secret link that is made, shown once, revoked.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.outreach.domain.task_feed import TaskFeed
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.queries import (
    FollowUpView,
    closed_follow_ups,
    open_follow_ups,
)
from shared.kernel.secret import digest_of, new_secret


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


def tasks_of_feed(*, now: datetime, uow: OutreachUnitOfWork) -> Sequence[FollowUpView]:
    """
    Return what is to be done, and what has ended in the last two weeks.

    It is narrowed to what the link's owner sees: see ``owner_of_feed``.
    """
    with uow.reading():
        to_do = [one for one in open_follow_ups(uow=uow) if not one.is_left]
        return [*to_do, *closed_follow_ups(now=now, uow=uow)]
