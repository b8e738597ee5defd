"""
What the roster does about what others announce.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.bring_mother_back import bring_mother_back
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.note_erasure_confirmed import note_erasure_confirmed
from services.roster.usecases.ports import UnitOfWork
from shared.bus.extensions import consumes
from shared.contracts.outreach import AgreementChanged
from shared.contracts.privacy import (
    NotificationsErasureConfirmed,
    OutreachErasureConfirmed,
    PrivacyEvent,
    ReferralsErasureConfirmed,
)

_FOLLOWING: Mapping[str, Callable[..., Mother]] = {
    "no_thanks": decline_mother,
    "said_yes": bring_mother_back,
    "keep_going": bring_mother_back,
}


def _erasure(event: PrivacyEvent) -> dict[str, UUID]:
    return {"erasures": event.person_id}


def _note(event: PrivacyEvent, *, now: datetime, uow: UnitOfWork) -> None:
    note_erasure_confirmed(
        mother_id=event.person_id, service=event.producer, now=now, uow=uow
    )


class Entrypoints:
    """
    What a mother has told outreach holds here too; and who has erased her data.
    """

    @consumes(OutreachErasureConfirmed, needs=_erasure)
    def note_erasure_confirmed_on_outreach_erasure_confirmed(
        self, event: OutreachErasureConfirmed, *, now: datetime, uow: UnitOfWork
    ) -> None:
        _note(event, now=now, uow=uow)

    @consumes(ReferralsErasureConfirmed, needs=_erasure)
    def note_erasure_confirmed_on_referrals_erasure_confirmed(
        self, event: ReferralsErasureConfirmed, *, now: datetime, uow: UnitOfWork
    ) -> None:
        _note(event, now=now, uow=uow)

    @consumes(NotificationsErasureConfirmed, needs=_erasure)
    def note_erasure_confirmed_on_notifications_erasure_confirmed(
        self, event: NotificationsErasureConfirmed, *, now: datetime, uow: UnitOfWork
    ) -> None:
        _note(event, now=now, uow=uow)

    @consumes(AgreementChanged, needs=lambda event: {"mothers": event.mother_id})
    def follow_what_she_said_on_agreement_changed(
        self, event: AgreementChanged, *, now: datetime, uow: UnitOfWork
    ) -> None:
        """
        Take a no thanks, or the yes that takes it back.

        A mother whom the roster does not know has nothing to leave or come back to.
        """
        del now
        follow = _FOLLOWING.get(event.to_kind)
        if follow and uow.mothers.find(event.mother_id):
            follow(mother_id=event.mother_id, said_on=event.said_on, uow=uow)
