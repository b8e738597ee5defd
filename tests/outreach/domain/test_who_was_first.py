"""
Who comes second is told what was done since she looked, and by whom.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.errors import FollowUpClosed
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import Due, StepKind
from services.outreach.domain.who_was_first import refuse_if_somebody_was_first
from shared.kernel.organisations import Role
from shared.kernel.refusal import StaleVersion
from tests.outreach.domain.follow_ups import (
    NEXT_TUESDAY_TEN,
    THURSDAY_TEN,
    WEDNESDAY_TEN,
    call,
    missed,
    reopen,
    with_concern,
    withdraw,
)

_A_CALL_TOMORROW = Due(step=StepKind.CALL, on=THURSDAY_TEN.date())


def told(follow_up: FollowUp, *, seen: int) -> dict:
    """
    Return what she is told who had looked at this version, or nothing.
    """
    try:
        refuse_if_somebody_was_first(follow_up, expected=seen)
    except (StaleVersion, FollowUpClosed) as refusal:
        facts = refusal.facts
        return {name: facts[name] for name in ("did", "by_role", "at")}
    return {}


class TestNobody:
    @pytest.mark.parametrize(
        "changes",
        [
            FollowUp.tells_anew,
            lambda one: one.ask_to_come(at=THURSDAY_TEN),
            lambda one: one.falls_due(_A_CALL_TOMORROW, was_changed=False),
        ],
    )
    def test_was_first_where_nothing_was_done(
        self, changes: Callable[[FollowUp], object]
    ):
        """
        Another owner, a text that was asked for, another day: her tap counts, with an
        attempt that she had seen too.
        """
        follow_up = missed()
        follow_up.log_attempt(call(follow_up, AttemptOutcome.NO_ANSWER))
        seen = follow_up.version

        changes(follow_up)

        assert follow_up.version > seen
        assert told(follow_up, seen=seen) == {}
        assert told(follow_up, seen=follow_up.version) == {}

    def test_has_looked_at_a_version_that_is_still_to_come(self):
        """
        A number that nobody was shown is no look.
        """
        with pytest.raises(StaleVersion):
            refuse_if_somebody_was_first(missed(), expected=9)


class TestSomebody:
    def test_has_tried_her_before_the_owner_changed(self):
        """
        Whose page is of before the attempt is told of that, whatever came after it.
        """
        follow_up = missed()
        follow_up.log_attempt(call(follow_up, AttemptOutcome.NO_ANSWER))
        follow_up.tells_anew()

        assert told(follow_up, seen=1) == {
            "did": "tried",
            "by_role": Role.COORDINATOR,
            "at": WEDNESDAY_TEN.isoformat(),
        }

    def test_has_undone_what_ended_it(self):
        """
        Of an undoing no attempt tells.
        """
        follow_up = with_concern()
        seen, at = follow_up.version, THURSDAY_TEN + timedelta(minutes=5)
        follow_up.complete(
            outcome=AttemptOutcome.CONCERN, at=THURSDAY_TEN, by=Role.COORDINATOR
        )
        follow_up.goes_on(by=Role.HEALTH_VISITOR, at=at)

        assert told(follow_up, seen=seen) == {
            "did": "undone",
            "by_role": Role.HEALTH_VISITOR,
            "at": at.isoformat(),
        }

    def test_is_the_register_where_it_opens_one_again(self):
        """
        Nobody of hers has done it; that she was tried before is no news.
        """
        follow_up = missed()
        follow_up.log_attempt(call(follow_up, AttemptOutcome.NO_ANSWER))
        seen = follow_up.version
        withdraw(follow_up)
        reopen(follow_up)

        assert told(follow_up, seen=seen) == {
            "did": "opened_again",
            "by_role": Role.SYSTEM,
            "at": NEXT_TUESDAY_TEN.isoformat(),
        }

    def test_has_ended_it_whoever_kept_a_call_since(self):
        """
        A call that is kept on what has ended does not hide who ended it.
        """
        follow_up = missed()
        ended = call(follow_up, AttemptOutcome.COMING_NEXT)
        follow_up.log_attempt(ended)
        follow_up.note(call(follow_up, AttemptOutcome.NO_ANSWER))

        assert told(follow_up, seen=1) == {
            "did": "ended",
            "by_role": Role.COORDINATOR,
            "at": ended.at.isoformat(),
        }
