"""
Events as other services tell them, about invented mothers.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from shared.contracts.outreach import (
    AgreementChanged,
    AgreementKind,
    FollowUpCompleted,
    FollowUpOpened,
    FollowUpStopped,
    FollowUpWithdrawn,
    WithdrawalReason,
)
from shared.contracts.referrals import OfferMade, VisitScheduled
from shared.contracts.roster.mothers import ContactChanged, MotherDeclined
from shared.contracts.roster.sessions import (
    SessionCancelled,
    SessionPlanned,
    SessionReinstated,
    SessionSkipped,
)
from shared.kernel.ids import id_of_cause
from tests.support.bus import TUESDAY_TEN

MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)
WEDNESDAY = date(2026, 11, 18)
TUESDAY_THREE = TUESDAY_TEN + timedelta(hours=5)  # three o'clock in Copenhagen
TUESDAY_EIGHT = datetime(2026, 11, 17, 19, 0, tzinfo=UTC)  # eight in the evening
NEXT_TUESDAY_TEN = TUESDAY_TEN + timedelta(days=7)
NEXT_WEDNESDAY_ONE = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

PHONE = "+4567000021"


def contact(mother_id: UUID, **known: Any) -> ContactChanged:
    usual: dict[str, Any] = {
        "display_name": "Meryem",
        "phone": PHONE,
        "languages": ("tr", "da"),
        "shared_phone": False,
        "may_leave_message": True,
    }
    return ContactChanged(mother_id=mother_id, **usual | known)


def declined(mother_id: UUID, on: date = TUESDAY) -> MotherDeclined:
    return MotherDeclined(mother_id=mother_id, declined_on=on)


def agreed(
    mother_id: UUID, kind: AgreementKind, on: date = TUESDAY
) -> AgreementChanged:
    return AgreementChanged(
        mother_id=mother_id, from_kind="none", to_kind=kind, said_on=on
    )


def follow_up_of(mother_id: UUID) -> UUID:
    return id_of_cause("follow_up", mother_id)


def opened(
    mother_id: UUID, *, visible_from: datetime = TUESDAY_THREE
) -> FollowUpOpened:
    return FollowUpOpened(
        mother_id=mother_id,
        follow_up_id=follow_up_of(mother_id),
        session_id=id_of_cause("session", "tuesday"),
        session_started_at=TUESDAY_TEN,
        visible_from=visible_from,
        missed_in_a_row=1,
    )


def withdrawn(
    mother_id: UUID, reason: WithdrawalReason = "late_cancellation"
) -> FollowUpWithdrawn:
    return FollowUpWithdrawn(
        mother_id=mother_id, follow_up_id=follow_up_of(mother_id), reason=reason
    )


def completed(mother_id: UUID) -> FollowUpCompleted:
    return FollowUpCompleted(
        mother_id=mother_id,
        follow_up_id=follow_up_of(mother_id),
        outcome="coming_next",
    )


def stopped(mother_id: UUID) -> FollowUpStopped:
    return FollowUpStopped(mother_id=mother_id, follow_up_id=follow_up_of(mother_id))


def cancelled(
    *mother_ids: UUID, starts_at: datetime = NEXT_TUESDAY_TEN
) -> SessionCancelled:
    return SessionCancelled(
        session_id=id_of_cause("session", "next"),
        group_id=id_of_cause("group"),
        starts_at=starts_at,
        expected_mother_ids=mother_ids,
    )


def reinstated(
    *, starts_at: datetime = NEXT_TUESDAY_TEN, elsewhere: bool = False
) -> SessionReinstated:
    return SessionReinstated(
        session_id=id_of_cause("session", "next"),
        group_id=id_of_cause("group"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        at_usual_place=not elsewhere,
    )


def moved(
    *mother_ids: UUID, to: datetime = NEXT_WEDNESDAY_ONE, elsewhere: bool = False
) -> SessionPlanned:
    return SessionPlanned(
        session_id=id_of_cause("session", "next"),
        group_id=id_of_cause("group"),
        starts_at=to,
        ends_at=to + timedelta(hours=2),
        at_usual_place=not elsewhere,
        expected_mother_ids=mother_ids,
    )


def skipped(
    *mother_ids: UUID, starts_at: datetime = NEXT_TUESDAY_TEN
) -> SessionSkipped:
    return SessionSkipped(
        session_id=id_of_cause("session", "next"),
        group_id=id_of_cause("group"),
        starts_at=starts_at,
        reason="school_holiday",
        expected_mother_ids=mother_ids,
    )


def visit(mother_id: UUID, at: datetime = NEXT_WEDNESDAY_ONE) -> VisitScheduled:
    return VisitScheduled(
        referral_id=id_of_cause("referral", mother_id),
        mother_id=mother_id,
        visit_at=at,
    )


def offer(mother_id: UUID, answer_by: date = date(2026, 12, 1)) -> OfferMade:
    return OfferMade(
        hand_off_id=id_of_cause("hand_off", mother_id),
        child_id=id_of_cause("child", mother_id),
        mother_id=mother_id,
        answer_by=answer_by,
        wished=True,
    )
