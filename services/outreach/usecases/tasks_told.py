"""
What other systems are told of a task, and which word about a mother tells it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.outreach.domain.agreement_words import WITHOUT_YES
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import NOT_DUE, Due, StepKind
from services.outreach.domain.mother import Mother
from services.outreach.domain.webhook import TaskStatus
from shared.contracts.event import Event
from shared.contracts.outreach import (
    AgreementChanged,
    FollowUpCompleted,
    FollowUpEvent,
    FollowUpOpened,
    FollowUpScheduled,
    FollowUpStopped,
    FollowUpWithdrawn,
    NeutralTextDue,
    OutreachEvent,
    ReviewDue,
    ReviewEnded,
    ReviewEvent,
)
from shared.kernel.clock import bounds_of_day

TOLD_OF: Mapping[type[Event], TaskStatus] = {
    FollowUpOpened: TaskStatus.OPENED,
    FollowUpScheduled: TaskStatus.OPENED,
    FollowUpCompleted: TaskStatus.DONE,
    FollowUpWithdrawn: TaskStatus.WITHDRAWN,
    FollowUpStopped: TaskStatus.WITHDRAWN,
    NeutralTextDue: TaskStatus.WITHDRAWN,
    AgreementChanged: TaskStatus.OPENED,
    ReviewDue: TaskStatus.OPENED,
    ReviewEnded: TaskStatus.WITHDRAWN,
}
"""What is read for them; a text and a word of hers only tell something at times."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """
    The follow-up or the review that is told of, as it stood then.

    Of an open one it is told when it begins: before that nobody is to do anything.
    """

    id: UUID
    version: int
    status: TaskStatus
    due: Due = NOT_DUE
    begins_at: datetime | None = None


def tells_of_task(event: OutreachEvent, version: int, *, mother: Mother) -> Task | None:
    """
    Return what this is told of, if it is anybody's task by it, or nobody's any more.

    The second of her two texts ends the task of one without a yes: nobody asks her
    again, also when she misses once more. A yes makes it one again. Another day is
    told by opening it once more.
    """
    if isinstance(event, AgreementChanged):
        return _begins_again(event, mother=mother)
    if isinstance(event, ReviewEvent):
        return _review(event, version)
    if not isinstance(event, FollowUpEvent):
        return None
    is_left = mother.is_left_to_come
    if isinstance(event, NeutralTextDue) and not is_left:
        return None
    if isinstance(event, FollowUpOpened | FollowUpScheduled) and is_left:
        return None
    return Task(
        id=event.follow_up_id,
        version=version,
        status=TOLD_OF[type(event)],
        due=_due(event),
        begins_at=_begins_at(event, mother=mother),
    )


def _due(event: FollowUpEvent) -> Due:
    if not isinstance(event, FollowUpOpened | FollowUpScheduled):
        return NOT_DUE
    step = StepKind(event.ladder_step) if event.ladder_step else None
    return Due(step=step, on=event.due_on)


def _begins_at(event: FollowUpEvent, *, mother: Mother) -> datetime | None:
    if not isinstance(event, FollowUpOpened | FollowUpScheduled):
        return None
    miss = mother.follow_ups.get(event.follow_up_id)
    return mother.begins_at(miss) if miss else event.visible_from


def _review(event: ReviewEvent, version: int) -> Task:
    if isinstance(event, ReviewEnded):
        status = TaskStatus(event.outcome)
        return Task(id=event.review_id, version=version, status=status)
    if not isinstance(event, ReviewDue):
        raise TypeError(type(event))
    return Task(
        id=event.review_id,
        version=version,
        status=TaskStatus.OPENED,
        due=Due(step=StepKind.ASK_AGAIN, on=event.due_on or event.review_on),
        begins_at=bounds_of_day(event.review_on)[0],
    )


def _begins_again(event: AgreementChanged, *, mother: Mother) -> Task | None:
    was_left = event.from_kind in WITHOUT_YES and mother.was_asked_to_come
    if not was_left or mother.is_left_to_come or not mother.open_follow_ups:
        return None
    return _stands(mother.newest_miss, mother=mother)


def tasks_told_otherwise(
    mother: Mother, *, last: Mapping[UUID, TaskStatus]
) -> Iterator[Task]:
    """
    Yield what is open of hers and was told last to be the opposite of what it is.

    Whether she is left to come is about all that she has missed, and one word about one
    of them, or about none, may change it. What was never told is told as its own.
    """
    for each in mother.open_follow_ups:
        task = _stands(each, mother=mother)
        if last.get(each.id, task.status) is not task.status:
            yield task


def _stands(miss: FollowUp, *, mother: Mother) -> Task:
    """
    Return an open one as it is now: somebody's, or withdrawn while she is left to come.
    """
    if mother.is_left_to_come:
        return Task(id=miss.id, version=miss.version, status=TaskStatus.WITHDRAWN)
    return Task(
        id=miss.id,
        version=miss.version,
        status=TaskStatus.OPENED,
        due=miss.due,
        begins_at=mother.begins_at(miss),
    )
