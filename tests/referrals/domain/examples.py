"""
The people, answers and cases that the tests of this folder start from.
"""

from datetime import UTC, date, datetime
from uuid import UUID

from services.referrals.domain.act import WORKS_FOR, Act
from services.referrals.domain.consent import Consent, ConsentPurpose
from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    OutcomeCode,
    Priority,
)
from shared.kernel.organisations import Organisation, Role

TUESDAY = date(2027, 3, 9)
TUESDAY_TEN = datetime(2027, 3, 9, 9, tzinfo=UTC)
THURSDAY_NINE = datetime(2027, 3, 11, 8, tzinfo=UTC)
FRIDAY_NINE = datetime(2027, 3, 12, 8, tzinfo=UTC)
MARCH = date(2027, 3, 1)
MAY = date(2027, 5, 1)
IN_TWO_WEEKS = date(2027, 3, 23)

ZEHRA = UUID(int=1)
BABY_MIRA = UUID(int=2)
CASE = UUID(int=3)
A_DAYCARE = str(UUID(int=4))


def act_by(role: Role, *, organisation: Organisation | None = None) -> Act:
    """
    Return an act of this role, for its own organisation if no other is named.
    """
    own = WORKS_FOR.get(role, Organisation.SYSTEM)
    return Act(at=TUESDAY_TEN, by_role=role, by_organisation=organisation or own)


COORDINATOR = act_by(Role.COORDINATOR)
PAEDAGOG = act_by(Role.PAEDAGOG)
HEALTH_VISITOR = act_by(Role.HEALTH_VISITOR)
THEIR_LEADER = act_by(Role.HEALTH_VISITORS_LEADER)
INTAKE = act_by(Role.DAYCARE_INTAKE)


def an_answer(
    *,
    given: bool,
    purpose: ConsentPurpose = ConsentPurpose.HEALTH_VISIT,
    recipient: Organisation = Organisation.HEALTH_VISITORS,
) -> Consent:
    return Consent(
        given=given,
        purpose=purpose,
        recipient=recipient,
        language="tr",
        explained_by_role=Role.COORDINATOR,
        interpreted=False,
        said_on=TUESDAY,
    )


YES = an_answer(given=True)
NO = an_answer(given=False)
DAYCARE_YES = an_answer(
    given=True,
    purpose=ConsentPurpose.DAYCARE,
    recipient=Organisation.DAYCARE_INTAKE,
)
DAYCARE_NO = an_answer(
    given=False,
    purpose=ConsentPurpose.DAYCARE,
    recipient=Organisation.DAYCARE_INTAKE,
)


def a_draft(
    *,
    act: Act = COORDINATOR,
    consent: Consent | None = YES,
    interpreter_language: str | None = "tr",
) -> Referral:
    return Referral.draft(
        referral_id=CASE,
        mother_id=ZEHRA,
        child_id=BABY_MIRA,
        concern=ConcernCategory.WEIGHT,
        priority=Priority.SOON,
        interpreter_language=interpreter_language,
        consent=consent,
        act=act,
    )


def a_requested_referral() -> Referral:
    referral = a_draft()
    referral.submit(act=COORDINATOR)
    return referral


def an_accepted_referral() -> Referral:
    referral = a_requested_referral()
    referral.accept(act=HEALTH_VISITOR)
    return referral


def a_scheduled_referral(*, interpreter_language: str | None = "tr") -> Referral:
    referral = a_draft(interpreter_language=interpreter_language)
    referral.submit(act=COORDINATOR)
    referral.accept(act=HEALTH_VISITOR)
    referral.schedule(visit_at=THURSDAY_NINE, act=HEALTH_VISITOR)
    return referral


def a_completed_referral() -> Referral:
    referral = a_scheduled_referral()
    referral.complete(outcome_code=OutcomeCode.ADVICE_GIVEN, act=HEALTH_VISITOR)
    return referral


def a_wanted_place(
    *, consent: Consent | None = DAYCARE_YES, act: Act = COORDINATOR
) -> HandOff:
    return HandOff.want(
        hand_off_id=CASE,
        child_id=BABY_MIRA,
        mother_id=ZEHRA,
        need_month=MAY,
        wishes=("near_home", A_DAYCARE),
        languages=("tr", "da"),
        consent=consent,
        act=act,
    )


def an_applied_hand_off() -> HandOff:
    hand_off = a_wanted_place()
    hand_off.apply(on=TUESDAY, act=COORDINATOR)
    return hand_off


def an_offered_hand_off() -> HandOff:
    hand_off = an_applied_hand_off()
    hand_off.offer(answer_by=IN_TWO_WEEKS, wished=True, act=INTAKE)
    return hand_off


def an_accepted_hand_off() -> HandOff:
    hand_off = an_offered_hand_off()
    hand_off.accept(act=COORDINATOR)
    return hand_off
