"""
What the roster does about what others announce.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.roster.usecases.bring_mother_back import bring_mother_back
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.note_erasure_confirmed import note_erasure_confirmed
from services.roster.usecases.note_matter import (
    note_matter_closed,
    note_matter_opened,
)
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.raise_due_reviews import raise_review_on_daycare_start
from services.roster.usecases.take_back_no_thanks import take_back_no_thanks
from shared.bus.extensions import consumes
from shared.contracts.outreach import AgreementChanged, AgreementTakenBack
from shared.contracts.privacy import (
    NotificationsErasureConfirmed,
    OutreachErasureConfirmed,
    PrivacyEvent,
    ReferralsErasureConfirmed,
)
from shared.contracts.referrals import (
    PlaceStarted,
    PlaceWanted,
    ReferralCompleted,
    ReferralDeclined,
    ReferralSubmitted,
)
from shared.kernel.organisations import Role

_YES = frozenset({"said_yes", "keep_going", "lighter"})


def _referral(event: Any) -> dict[str, UUID]:
    return {"mothers": event.mother_id, "matters": event.referral_id}


def _hand_off(event: Any) -> dict[str, UUID]:
    return {"mothers": event.mother_id, "matters": event.hand_off_id}


def _erasure(event: PrivacyEvent) -> dict[str, UUID]:
    return {"erasures": event.person_id}


def _note(event: PrivacyEvent, *, now: datetime, uow: UnitOfWork) -> None:
    note_erasure_confirmed(
        mother_id=event.person_id, service=event.producer, now=now, uow=uow
    )


class Entrypoints:
    """
    What a mother told outreach holds here too; a place is a question; who has erased.

    What referrals has in hand about her is kept, so that no clock erases her meanwhile.
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

        One who only wants no follow-up stays in the group, as she may come to it.
        A mother whom the roster does not know has nothing to leave or come back to.
        """
        if uow.mothers.find(event.mother_id) is None:
            return
        told: dict[str, Any] = {
            "mother_id": event.mother_id,
            "said_on": event.said_on,
            "by": Role.MOTHER,
            "now": now,
            "uow": uow,
        }
        if event.to_kind == "no_thanks" and event.scope == "all":
            decline_mother(**told)
        elif event.to_kind in _YES:
            bring_mother_back(**told, came_back_on=event.came_back_on)
        elif event.came_back_on is not None:
            # A pause, or no to follow-up alone, after a yes that it has overtaken.
            told["said_on"] = event.came_back_on
            bring_mother_back(**told, came_back_on=event.came_back_on)

    @consumes(AgreementTakenBack, needs=lambda event: {"mothers": event.mother_id})
    def take_back_no_thanks_on_agreement_taken_back(
        self, event: AgreementTakenBack, *, now: datetime, uow: UnitOfWork
    ) -> None:
        """
        Let her stand where she stood; one whom the roster does not know stood nowhere.
        """
        if uow.mothers.find(event.mother_id) is None:
            return
        take_back_no_thanks(mother_id=event.mother_id, by=Role.MOTHER, now=now, uow=uow)

    @consumes(ReferralSubmitted, needs=_referral)
    def note_matter_opened_on_referral_submitted(
        self, event: ReferralSubmitted, *, now: datetime, uow: UnitOfWork
    ) -> None:
        del now
        note_matter_opened(
            matter_id=event.referral_id,
            mother_id=event.mother_id,
            child_id=event.child_id,
            uow=uow,
        )

    @consumes(ReferralDeclined, needs=_referral)
    def note_matter_closed_on_referral_declined(
        self, event: ReferralDeclined, *, now: datetime, uow: UnitOfWork
    ) -> None:
        note_matter_closed(
            matter_id=event.referral_id, mother_id=event.mother_id, now=now, uow=uow
        )

    @consumes(ReferralCompleted, needs=_referral)
    def note_matter_closed_on_referral_completed(
        self, event: ReferralCompleted, *, now: datetime, uow: UnitOfWork
    ) -> None:
        note_matter_closed(
            matter_id=event.referral_id, mother_id=event.mother_id, now=now, uow=uow
        )

    @consumes(PlaceWanted, needs=_hand_off)
    def note_matter_opened_on_place_wanted(
        self, event: PlaceWanted, *, now: datetime, uow: UnitOfWork
    ) -> None:
        del now
        note_matter_opened(
            matter_id=event.hand_off_id,
            mother_id=event.mother_id,
            child_id=event.child_id,
            uow=uow,
        )

    @consumes(PlaceStarted, needs=_hand_off)
    def raise_review_on_place_started(
        self, event: PlaceStarted, *, now: datetime, uow: UnitOfWork
    ) -> None:
        note_matter_closed(
            matter_id=event.hand_off_id, mother_id=event.mother_id, now=now, uow=uow
        )
        raise_review_on_daycare_start(
            mother_id=event.mother_id, child_id=event.child_id, now=now, uow=uow
        )
