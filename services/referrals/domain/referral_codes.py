"""
The closed lists of a referral: no clinical word and no free text is kept.
"""

from enum import StrEnum


class ConcernCategory(StrEnum):
    """
    What the concern is about, and no more than that.
    """

    WEIGHT = "weight"
    SLEEP = "sleep"
    FEEDING = "feeding"
    MOTOR = "motor"
    SPEECH = "speech"
    WELLBEING_MOTHER = "wellbeing_mother"
    WELLBEING_CHILD = "wellbeing_child"
    OTHER = "other"


class Priority(StrEnum):
    """
    How soon the health visitor should look at it.
    """

    ROUTINE = "routine"
    SOON = "soon"


class ReferralState(StrEnum):
    """
    Where a referral is; the last three are final.
    """

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    DISCARDED = "discarded"
    DECLINED = "declined"
    COMPLETED = "completed"


ENDED = frozenset(
    {ReferralState.DISCARDED, ReferralState.DECLINED, ReferralState.COMPLETED}
)


class DeclineReason(StrEnum):
    """
    Why the health visitors do not take a referral on.
    """

    AT_CAPACITY = "at_capacity"
    NOT_OUR_TASK = "not_our_task"
    KNOWN_ALREADY = "known_already"
    FAMILY_DECLINED = "family_declined"
    NEED_MORE_INFO = "need_more_info"


class OutcomeCode(StrEnum):
    """
    What came of a referral, as far as the others need to know it.
    """

    ADVICE_GIVEN = "advice_given"
    ONGOING_WITH_HEALTH_VISITORS = "ongoing_with_health_visitors"
    REFERRED_ONWARD = "referred_onward"
    NO_NEED = "no_need"
    FAMILY_SAID_NO = "family_said_no"
