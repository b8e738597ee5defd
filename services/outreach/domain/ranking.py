"""
Who stands first on the coordinator's list.
"""

from enum import IntEnum

from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.mother_on_ladder import MotherOnLadder


class Rank(IntEnum):
    """
    Why a mother is to be followed up now, the most pressing first.

    Whom we have left to come by herself is not: she only stands behind the others.
    """

    CONCERN = 0
    NEWCOMER = 1
    PROMISED = 2
    REVIEW = 3
    WAITING = 4
    LEFT_TO_COME = 5


def rank_of(mother: MotherOnLadder) -> Rank | None:
    """
    Return why she is on the list; nothing if nothing is to do or she is put off.

    Within a rank the longest without contact stands first. A concern is never put off.
    What she asked for, a pause or help to come, is a promise like a day on which to
    call. Whom we are to ask again is on it, whether or not she has missed. Without her
    yes a newcomer too is left to come by herself after her two texts.
    """
    if mother.has_concern:
        return Rank.CONCERN
    if mother.snooze and not mother.snooze.is_due:
        return None
    if mother.is_left_to_come:
        return Rank.LEFT_TO_COME
    return _rank_of_task(mother)


def _rank_of_task(mother: MotherOnLadder) -> Rank | None:
    hers = mother.open_follow_ups
    if not mother.has_had_her_texts and any(_is_newcomers(each) for each in hers):
        return Rank.NEWCOMER
    if (mother.snooze and mother.may_be_put_off) or mother.has_told:
        return Rank.PROMISED
    if mother.is_to_be_asked:
        return Rank.REVIEW
    return Rank.WAITING if hers else None


def _is_newcomers(follow_up: FollowUp) -> bool:
    return follow_up.first_visit and follow_up.state is FollowUpState.OPEN
