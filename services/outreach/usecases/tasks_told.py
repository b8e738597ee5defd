"""
What other systems are told of a task, and which word about a mother tells it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.outreach.domain.agreement_words import WITHOUT_YES
from services.outreach.domain.mother import Mother
from services.outreach.domain.webhook import TaskStatus
from shared.contracts.event import Event
from shared.contracts.outreach import (
    AgreementChanged,
    FollowUpCompleted,
    FollowUpEvent,
    FollowUpOpened,
    FollowUpStopped,
    FollowUpWithdrawn,
    NeutralTextDue,
    OutreachEvent,
)

TOLD_OF: Mapping[type[Event], TaskStatus] = {
    FollowUpOpened: TaskStatus.OPENED,
    FollowUpCompleted: TaskStatus.DONE,
    FollowUpWithdrawn: TaskStatus.WITHDRAWN,
    FollowUpStopped: TaskStatus.WITHDRAWN,
    NeutralTextDue: TaskStatus.WITHDRAWN,
    AgreementChanged: TaskStatus.OPENED,
}
"""What is read for them; a text and a word of hers only tell something at times."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """
    The follow-up that is told of, as it stood then.
    """

    follow_up_id: UUID
    version: int


def tells_of_task(event: OutreachEvent, version: int, *, mother: Mother) -> Task | None:
    """
    Return what this is told of, if it is anybody's task by it, or nobody's any more.

    The second of her two texts ends the task of one without a yes: nobody asks her
    again, also when she misses once more. A yes makes it one again.
    """
    if isinstance(event, AgreementChanged):
        return _begins_again(event, mother=mother)
    if not isinstance(event, FollowUpEvent):
        return None
    is_left = mother.is_left_to_come
    if isinstance(event, NeutralTextDue) and not is_left:
        return None
    if isinstance(event, FollowUpOpened) and is_left:
        return None
    return Task(follow_up_id=event.follow_up_id, version=version)


def _begins_again(event: AgreementChanged, *, mother: Mother) -> Task | None:
    was_left = event.from_kind in WITHOUT_YES and mother.was_asked_to_come
    if not was_left or mother.is_left_to_come or not mother.open_follow_ups:
        return None
    miss = mother.newest_miss
    return Task(follow_up_id=miss.id, version=miss.version)
