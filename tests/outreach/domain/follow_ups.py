"""
One missed session and its follow-up, for the tests to begin with.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import FollowUpState, Withdrawal
from services.outreach.domain.session import Session
from shared.kernel.organisations import Role

TUESDAY_TEN = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)
TUESDAY_NOON = TUESDAY_TEN + timedelta(hours=2)
WEDNESDAY_TEN = TUESDAY_TEN + timedelta(days=1)
THURSDAY_TEN = TUESDAY_TEN + timedelta(days=2)
NEXT_TUESDAY_TEN = TUESDAY_TEN + timedelta(days=7)

MOTHER = UUID("018f0000-0000-7000-8000-000000000001")
SESSION = UUID("018f0000-0000-7000-8000-000000000002")
HELD = Session(id=SESSION, started_at=TUESDAY_TEN, ended_at=TUESDAY_NOON)

WAYS_TO_BE_OPEN = [FollowUpState.OPEN, FollowUpState.ATTEMPTING, FollowUpState.REACHED]
WAYS_TO_BE_ANSWERED = [FollowUpState.COMPLETED, FollowUpState.STOPPED]
WAYS_TO_BE_CLOSED = [*WAYS_TO_BE_ANSWERED, FollowUpState.WITHDRAWN]

LEADS_TO = {
    FollowUpState.ATTEMPTING: AttemptOutcome.NO_ANSWER,
    FollowUpState.REACHED: AttemptOutcome.WANTS_PAUSE,
    FollowUpState.COMPLETED: AttemptOutcome.COMING_NEXT,
    FollowUpState.STOPPED: AttemptOutcome.NO_THANKS,
}


def missed(*, attendance_version: int = 1) -> FollowUp:
    return FollowUp.open(
        mother_id=MOTHER,
        session=HELD,
        missed_in_a_row=1,
        attendance_version=attendance_version,
        at=TUESDAY_NOON,
    )


def call(follow_up: FollowUp, outcome: AttemptOutcome) -> Attempt:
    return Attempt(
        id=uuid4(),
        follow_up_id=follow_up.id,
        channel=Channel.CALL,
        outcome=outcome,
        at=WEDNESDAY_TEN,
        by_role=Role.COORDINATOR,
    )


def standing_at(state: FollowUpState) -> FollowUp:
    follow_up = missed()
    if state is FollowUpState.WITHDRAWN:
        withdraw(follow_up)
    elif state is not FollowUpState.OPEN:
        follow_up.log_attempt(call(follow_up, LEADS_TO[state]))
    assert follow_up.state is state
    return follow_up


def with_concern() -> FollowUp:
    follow_up = missed()
    follow_up.log_attempt(call(follow_up, AttemptOutcome.CONCERN))
    return follow_up


def withdraw(
    follow_up: FollowUp,
    *,
    reason: Withdrawal = Withdrawal.LATE_CANCELLATION,
    attendance_version: int = 2,
) -> bool:
    return follow_up.withdraw(
        reason=reason, attendance_version=attendance_version, at=THURSDAY_TEN
    )


def reopen(follow_up: FollowUp, *, attendance_version: int = 3) -> bool:
    return follow_up.reopen(
        missed_in_a_row=2,
        attendance_version=attendance_version,
        at=NEXT_TUESDAY_TEN,
    )
