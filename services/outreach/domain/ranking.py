"""
Who stands first on the coordinator's list.
"""

from enum import IntEnum

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.mother_record import MotherRecord


class Rank(IntEnum):
    """
    Why a mother is to be followed up now, the most pressing first.
    """

    CONCERN = 0
    NEWCOMER = 1
    PROMISED = 2
    REVIEW = 3
    WAITING = 4


def rank_of(mother: MotherRecord) -> Rank | None:
    """
    Return why she is on the list; nothing if nothing is to do or she is put off.

    Within a rank the longest without contact stands first. A concern is never put off.
    What she asked for, a pause, is a promise like a day on which to call. Whom we are
    to ask again is on it, whether or not she has missed.
    """
    hers = mother.open_follow_ups
    waits_for = {each.waits_for for each in hers}
    if AttemptOutcome.CONCERN in waits_for:
        return Rank.CONCERN
    if mother.snooze and not mother.snooze.is_due:
        return None
    if any(each.first_visit and each.state is FollowUpState.OPEN for each in hers):
        return Rank.NEWCOMER
    if hers and (mother.snooze or AttemptOutcome.WANTS_PAUSE in waits_for):
        return Rank.PROMISED
    if mother.is_to_be_asked:
        return Rank.REVIEW
    return Rank.WAITING if hers else None
