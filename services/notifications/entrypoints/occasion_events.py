"""
What a mother is to be told: of a session, of a home visit, of an offered place.
"""

from datetime import datetime

from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queue_place_offered import queue_place_offered
from services.notifications.usecases.queue_session_cancelled import (
    queue_session_cancelled,
)
from services.notifications.usecases.queue_session_moved import queue_session_moved
from services.notifications.usecases.queue_session_reinstated import (
    queue_session_reinstated,
)
from services.notifications.usecases.queue_session_skipped import queue_session_skipped
from services.notifications.usecases.queue_visit_scheduled import queue_visit_scheduled
from shared.bus.extensions import consumes
from shared.contracts.referrals import OfferMade, VisitScheduled
from shared.contracts.roster.sessions import (
    SessionCancelled,
    SessionPlanned,
    SessionReinstated,
    SessionSkipped,
)


class Entrypoints:
    """
    One text for each of these occasions.
    """

    @consumes(SessionCancelled)
    def queue_session_cancelled_on_session_cancelled(
        self, event: SessionCancelled, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        queue_session_cancelled(
            session_id=event.session_id,
            mother_ids=event.expected_mother_ids,
            starts_at=event.starts_at,
            version=uow.cause.version,
            now=now,
            uow=uow,
        )

    @consumes(SessionReinstated)
    def queue_session_reinstated_on_session_reinstated(
        self, event: SessionReinstated, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        queue_session_reinstated(
            session_id=event.session_id,
            group_id=event.group_id,
            starts_at=event.starts_at,
            at_usual_place=event.at_usual_place,
            version=uow.cause.version,
            now=now,
            uow=uow,
        )

    @consumes(SessionSkipped)
    def queue_session_skipped_on_session_skipped(
        self, event: SessionSkipped, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        queue_session_skipped(
            session_id=event.session_id,
            mother_ids=event.expected_mother_ids,
            starts_at=event.starts_at,
            version=uow.cause.version,
            now=now,
            uow=uow,
        )

    @consumes(SessionPlanned)
    def queue_session_moved_on_session_planned(
        self, event: SessionPlanned, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        """
        Tell those to whom it is news; a year that is planned is none.
        """
        if event.expected_mother_ids:
            queue_session_moved(
                session_id=event.session_id,
                mother_ids=event.expected_mother_ids,
                starts_at=event.starts_at,
                at_usual_place=event.at_usual_place,
                version=uow.cause.version,
                now=now,
                uow=uow,
            )

    @consumes(VisitScheduled, needs=lambda event: {"no_thanks": event.mother_id})
    def queue_visit_scheduled_on_visit_scheduled(
        self, event: VisitScheduled, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        queue_visit_scheduled(
            referral_id=event.referral_id,
            mother_id=event.mother_id,
            visit_at=event.visit_at,
            version=uow.cause.version,
            now=now,
            uow=uow,
        )

    @consumes(OfferMade, needs=lambda event: {"no_thanks": event.mother_id})
    def queue_place_offered_on_offer_made(
        self, event: OfferMade, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        queue_place_offered(
            hand_off_id=event.hand_off_id,
            mother_id=event.mother_id,
            answer_by=event.answer_by,
            now=now,
            uow=uow,
        )
