"""
A question to the team about a mother: when it is raised, and how two decide it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from services.roster.domain.act import Act
from services.roster.domain.enrolment import Decision, Enrolment, ReviewCause
from services.roster.domain.standing import Review, Standing

ANSWER_AWAITED_FOR = timedelta(days=30)
ABSENT_FOR = timedelta(weeks=6)
RESTS_FOR = timedelta(weeks=6)
HELD_MEANWHILE = 3  # sessions; in a long holiday nobody is absent.

# What the clock finds again tomorrow may wait; what has just happened is told once.
_SEEN_BY_THE_CLOCK = frozenset(
    {ReviewCause.CHILD_OVER_TWO, ReviewCause.ABSENT_SIX_WEEKS}
)
_DECISIONS: Mapping[Enrolment, tuple[Decision, ...]] = {
    Enrolment.INVITED: (Decision.ASK_AGAIN, Decision.LET_REST),
    Enrolment.ACTIVE: (Decision.STAYS, Decision.LEAVES),
}
_LEADS_TO: Mapping[Decision, Enrolment] = {
    Decision.ASK_AGAIN: Enrolment.INVITED,
    Decision.LET_REST: Enrolment.SUGGESTED,
    Decision.LEAVES: Enrolment.LEAVING,
}


def decisions_about(enrolment: Enrolment) -> tuple[Decision, ...]:
    return _DECISIONS.get(enrolment, ())


def is_raised_in(standing: Standing, *, cause: ReviewCause, on: date) -> bool:
    """
    Return whether the team is asked: not while it is asked already, nor at once again.
    """
    place = Enrolment.INVITED if cause is ReviewCause.NO_ANSWER else Enrolment.ACTIVE
    decided = standing.reviewed_on
    rests = decided is not None and on < decided + RESTS_FOR
    rests = rests and cause in _SEEN_BY_THE_CLOCK
    return standing.enrolment is place and standing.review is None and not rests


def outcome_of(
    standing: Standing, review: Review, *, decision: Decision, act: Act
) -> Standing:
    """
    Return where she stands after somebody has said this.

    The first of two proposes; whoever has another opinion proposes that instead. Two of
    one role are one opinion.
    """
    agrees = review.proposal is decision and review.proposed_by is not act.by_role
    if not agrees:
        proposed = replace(review, proposal=decision, proposed_by=act.by_role)
        return standing.under_review(proposed)
    if decision is Decision.STAYS:
        return standing.under_review(None, reviewed_on=act.on)
    return standing.moved_to(_LEADS_TO[decision], on=act.on, reviewed_on=act.on)
