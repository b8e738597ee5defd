"""
What the users of other systems complain of, each by its name.
"""

from datetime import timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.usecases.ask_to_come import ask_to_come
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.put_off import list_reviews, put_off, wake_put_off
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.tasks import open_follow_ups
from services.outreach.usecases.work_list import work_list
from shared.contracts.outreach import NeutralTextDue
from shared.contracts.roster.sessions import SessionPlanned
from shared.kernel.clock import day_of
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import THE_NINTH, TUESDAY_TEN, Desk, Guest, Meeting, meeting

A_DAY = timedelta(days=1)
GROUP = new_id()


def planned(session: Meeting) -> SessionPlanned:
    return SessionPlanned(
        session_id=session.id,
        group_id=GROUP,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )


def listed(desk: Desk) -> int:
    seen = work_list(after=None, now=desk.clock.now(), uow=desk.uow())
    return len(seen.mothers) + len(seen.put_off)


class TestNoneOfThese:
    def test_the_same_text_is_sent_again_and_again_because_one_task_is_stuck(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Nobody takes care of her concern for weeks: whatever she misses, the text before
        the next session is asked for once each, and the others go on.
        """
        other = Guest(id=new_id())
        first, second = meeting(), meeting(week=1)
        for session in (first, second):
            quick_desk.hear(planned(session))
        for each in (mother, other):
            quick_desk.hear(each.missed(first))
        quick_desk.try_her(mother, AttemptOutcome.CONCERN)
        quick_desk.clock.time = second.starts_at - A_DAY
        asked = [
            ask_to_come(now=quick_desk.clock.now(), uow=quick_desk.uow())
            for _ in range(3)
        ]

        texts = [e for e in quick_desk.announced() if isinstance(e, NeutralTextDue)]
        assert asked == [1, 0, 0]
        assert [one.mother_id for one in texts] == [other.id]

    @pytest.mark.parametrize("how", ["no_thanks", "left", "came", "answered"])
    def test_tasks_of_a_closed_case_are_still_shown(
        self, quick_desk: Desk, mother: Guest, how: str
    ):
        """
        Whatever has ended it: neither on the list nor put off, nor told to machines.
        """
        quick_desk.hear(mother.missed(meeting()))
        put_off_until(quick_desk, mother, days=1)
        end = {
            "no_thanks": lambda: quick_desk.hear(mother.declined()),
            "left": lambda: quick_desk.hear(mother.left(quick_desk.clock.now())),
            "came": lambda: quick_desk.hear(mother.attended(meeting(week=1))),
            "answered": lambda: quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT),
        }
        end[how]()

        assert listed(quick_desk) == 0
        assert open_follow_ups(uow=quick_desk.uow()).shown == []

    def test_a_date_is_reset_again_and_again_and_fires_each_time(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Put off to three days, one after the other: she comes back once, on the last.
        """
        quick_desk.hear(mother.missed(meeting()))
        for days in (1, 2, 3):
            put_off_until(quick_desk, mother, days=days)
        woken = []
        for _ in range(5):
            quick_desk.clock.later(days=1)
            woken.append(wake_put_off(now=quick_desk.clock.now(), uow=quick_desk.uow()))

        assert woken == [0, 0, 1, 0, 0]

    def test_a_visit_that_is_recorded_late_leaves_a_task(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        She was there the week after; that is written down only when she has missed
        again, and what she had missed before is over all the same.
        """
        first, second, third = meeting(), meeting(week=1), meeting(week=2)
        quick_desk.hear(mother.missed(first))
        quick_desk.clock.time = third.ends_at
        quick_desk.hear(mother.missed(third))
        quick_desk.hear(mother.attended(second))

        (left,) = quick_desk.mother(mother).open_follow_ups
        assert left.session_id == third.id

    def test_a_task_is_done_before_its_day(self, quick_desk: Desk, mother: Guest):
        """
        To ask her again is no task before the day that was agreed: noting it before
        changes nothing, and on the day it comes.
        """
        quick_desk.hear(mother.contact())
        record_agreement(
            mother_id=mother.id,
            kind=AgreementKind.KEEP_GOING,
            terms=Terms(review_on=THE_NINTH + 2 * A_DAY),
            said_on=None,
            heard_by=Role.COORDINATOR,
            now=quick_desk.clock.now(),
            uow=quick_desk.uow(),
        )
        quick_desk.clock.later(days=1)
        note_asked_again(
            mother_id=mother.id,
            by=Role.COORDINATOR,
            now=quick_desk.clock.now(),
            uow=quick_desk.uow(),
        )
        quick_desk.clock.later(days=1)

        assert list_reviews(now=quick_desk.clock.now(), uow=quick_desk.uow()) == 1
        assert listed(quick_desk) == 1


def put_off_until(desk: Desk, mother: Guest, *, days: int) -> None:
    put_off(
        mother_id=mother.id,
        until=day_of(TUESDAY_TEN) + days * A_DAY,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )
