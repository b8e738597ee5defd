"""
The states of a follow-up, and the state that each outcome of an attempt leads to.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from services.outreach.domain.attempt import NOT_REACHED, Attempt, AttemptOutcome


class FollowUpState(StrEnum):
    """
    Where one follow-up stands.
    """

    OPEN = "open"
    ATTEMPTING = "attempting"
    REACHED = "reached"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Withdrawal(StrEnum):
    """
    Why a follow-up was not needed after all.
    """

    LATE_CANCELLATION = "late_cancellation"
    CORRECTED = "corrected"
    SESSION_CANCELLED = "session_cancelled"


CAME_BACK = "came_back"
OUT_OF_GROUP = "out_of_group"  # She pauses or has left.
# What a team talk has decided instead of going on.
OPEN_DOOR = "open_door"
HEALTH_VISITOR_ASKS = "health_visitor_asks"

TERMINAL = frozenset(
    {FollowUpState.COMPLETED, FollowUpState.WITHDRAWN, FollowUpState.STOPPED}
)

# A pause, a concern and help each ask for something more: the pause has to be agreed,
# the concern has to reach the health visitor, somebody has to fetch her. Until that is
# done she is reached, and the follow-up stays on the list of somebody.
STATE_AFTER: Mapping[AttemptOutcome, FollowUpState] = {
    AttemptOutcome.NO_ANSWER: FollowUpState.ATTEMPTING,
    AttemptOutcome.LEFT_MESSAGE: FollowUpState.ATTEMPTING,
    AttemptOutcome.COMING_NEXT: FollowUpState.COMPLETED,
    AttemptOutcome.PRACTICAL_HELP: FollowUpState.REACHED,
    AttemptOutcome.KEEP_GOING: FollowUpState.COMPLETED,
    AttemptOutcome.JUST_HARD_TODAY: FollowUpState.COMPLETED,
    AttemptOutcome.WANTS_PAUSE: FollowUpState.REACHED,
    AttemptOutcome.CONCERN: FollowUpState.REACHED,
    AttemptOutcome.NO_THANKS: FollowUpState.STOPPED,
}

# The outcomes that a follow-up can be completed with: all that she said, but for a
# no thanks, which stops everything of hers and not one follow-up alone.
ANSWERS = frozenset(
    outcome
    for outcome, state in STATE_AFTER.items()
    if state in {FollowUpState.COMPLETED, FollowUpState.REACHED}
)


# What she has told that somebody is to take care of.
TOLD = frozenset(
    outcome for outcome, state in STATE_AFTER.items() if state is FollowUpState.REACHED
)


def state_of(
    attempts: Iterable[Attempt], *, passed_on_at: datetime | None = None
) -> FollowUpState:
    """
    Return where an open follow-up stands after these attempts.

    A call that nobody answers does not undo that she was reached before.
    """
    made = [attempt for attempt in attempts if attempt.stands]
    if waiting_for(made, passed_on_at=passed_on_at):
        return FollowUpState.REACHED
    return FollowUpState.ATTEMPTING if made else FollowUpState.OPEN


def waiting_for(
    attempts: Iterable[Attempt], *, passed_on_at: datetime | None = None
) -> AttemptOutcome | None:
    """
    Return what she has told that somebody still has to take care of.

    A concern is about a child, so it stays the first thing to do, whatever else she has
    said before or since, until it is passed on. Of the rest, her last answer counts.
    """
    made = [attempt for attempt in attempts if attempt.stands]
    concerns, answers = [], []
    for one in made:
        if one.says is AttemptOutcome.CONCERN:
            concerns.append(one.noted_at)
        elif one.outcome not in NOT_REACHED:
            answers.append(one.says)
    if any(passed_on_at is None or at > passed_on_at for at in concerns):
        return AttemptOutcome.CONCERN
    return answers[-1] if answers and answers[-1] in TOLD else None
