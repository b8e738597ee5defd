"""
Take that two were one mother all along.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.no_thanks import NoThanks
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import (
    is_out_of_group,
    withdraw_queued,
)


def merge_mothers(
    *, kept_id: UUID, merged_id: UUID, now: datetime, uow: NotificationsUnitOfWork
) -> None:
    """
    Let her messages stand under the kept id, and a no thanks of either id hold.

    The same news waits once for her. How she is reached and where she stands the roster
    tells anew.
    """
    with uow:
        if not uow.persons.merge(merged_id, into=kept_id, now=now):
            return
        _join_what_she_said(kept_id, merged_id, uow=uow)
        uow.start_over()
        uow.move_mother(merged_id, to=kept_id)
        _withdraw_what_is_needless(kept_id, now=now, uow=uow)
        uow.commit()


def _join_what_she_said(
    kept_id: UUID, merged_id: UUID, *, uow: NotificationsUnitOfWork
) -> None:
    uow.no_thanks.load([kept_id, merged_id])
    other = uow.no_thanks.find(merged_id)
    if other is not None:
        said = uow.no_thanks.find(kept_id) or NoThanks(mother_id=kept_id)
        said.join(other)
        uow.no_thanks.save(said)


def _withdraw_what_is_needless(
    kept_id: UUID, *, now: datetime, uow: NotificationsUnitOfWork
) -> None:
    waiting = uow.messages.queued_for(kept_id)
    said = uow.no_thanks.find(kept_id)
    if said is not None and said.is_about_follow_up:
        against = [one for one in waiting if said.forbids(one.template)]
        withdraw_queued(against, reason=Withdrawal.NO_THANKS, now=now, uow=uow)
    if is_out_of_group(kept_id, uow=uow):
        ours = [one for one in waiting if one.template.is_about_group]
        withdraw_queued(ours, reason=Withdrawal.OUT_OF_GROUP, now=now, uow=uow)
    twice = list(_said_before(waiting))
    withdraw_queued(twice, reason=Withdrawal.CORRECTED, now=now, uow=uow)


def _said_before(waiting: Iterable[Message]) -> Iterator[Message]:
    """
    Find the second of two messages that tell the same of the same session.
    """
    known = set()
    for one in sorted(waiting, key=lambda one: (one.created_at, one.id)):
        news = (one.template, one.cause.split(":")[0], *sorted(one.facts.items()))
        if news in known:
            yield one
        known.add(news)
