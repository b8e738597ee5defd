"""
Follow-ups: each may bring a text at once and one before the next session.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message_record import message_id
from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queue_missed_you import queue_missed_you
from services.notifications.usecases.queue_see_you import queue_see_you
from services.notifications.usecases.withdraw_missed_you import withdraw_missed_you
from shared.bus.extensions import consumes
from shared.contracts.outreach import (
    FollowUpCompleted,
    FollowUpEvent,
    FollowUpOpened,
    FollowUpStopped,
    FollowUpWithdrawn,
    NeutralTextDue,
    NeutralTextWithdrawn,
)


def _needs(event: FollowUpEvent) -> Mapping[str, UUID | tuple[UUID, ...]]:
    cause = str(event.follow_up_id)
    return {
        "no_thanks": event.mother_id,
        "enrolments": event.mother_id,
        "messages": (
            message_id(template=Template.MISSED_YOU, cause=cause),
            message_id(template=Template.SEE_YOU, cause=cause),
        ),
    }


class Entrypoints:
    """
    Their texts, taken back when the follow-up is over before they left.
    """

    @consumes(FollowUpOpened, needs=_needs)
    def queue_missed_you_on_follow_up_opened(
        self, event: FollowUpOpened, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        """
        Not every miss brings a text: outreach knows what she has agreed to.
        """
        if not event.neutral_text:
            return
        queue_missed_you(
            follow_up_id=event.follow_up_id,
            mother_id=event.mother_id,
            session_started_at=event.session_started_at,
            text_from=event.text_from or event.visible_from,
            now=now,
            uow=uow,
        )

    @consumes(NeutralTextDue, needs=_needs)
    def queue_see_you_on_neutral_text_due(
        self, event: NeutralTextDue, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        queue_see_you(
            follow_up_id=event.follow_up_id,
            mother_id=event.mother_id,
            session_id=event.session_id,
            session_starts_at=event.session_starts_at,
            now=now,
            uow=uow,
        )

    @consumes(NeutralTextWithdrawn, needs=_needs)
    def withdraw_missed_you_on_neutral_text_withdrawn(
        self,
        event: NeutralTextWithdrawn,
        *,
        now: datetime,
        uow: NotificationsUnitOfWork,
    ) -> None:
        """
        Take it back; the follow-up goes on, and the next session may bring a text.
        """
        _withdraw(event, reason=Withdrawal(event.reason), now=now, uow=uow)

    @consumes(FollowUpWithdrawn, needs=_needs)
    def withdraw_missed_you_on_follow_up_withdrawn(
        self, event: FollowUpWithdrawn, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _withdraw(event, reason=Withdrawal(event.reason), now=now, uow=uow)

    @consumes(FollowUpCompleted, needs=_needs)
    def withdraw_missed_you_on_follow_up_completed(
        self, event: FollowUpCompleted, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _withdraw(event, reason=Withdrawal.ANSWERED, now=now, uow=uow)

    @consumes(FollowUpStopped, needs=_needs)
    def withdraw_missed_you_on_follow_up_stopped(
        self, event: FollowUpStopped, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _withdraw(event, reason=Withdrawal(event.reason), now=now, uow=uow)


def _withdraw(
    event: FollowUpEvent,
    *,
    reason: Withdrawal,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    withdraw_missed_you(
        follow_up_id=event.follow_up_id,
        mother_id=event.mother_id,
        reason=reason,
        now=now,
        uow=uow,
    )
