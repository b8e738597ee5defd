"""
The neutral text before the next session: once, on its day, if nothing speaks against.
"""

from datetime import UTC, datetime, timedelta

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.usecases import ask_to_come as asking
from services.outreach.usecases.ask_to_come import ask_to_come
from shared.contracts.outreach import FollowUpOpened, NeutralTextDue
from shared.contracts.roster.groups import CalendarImported
from shared.contracts.roster.sessions import SessionSkipped
from shared.kernel.ids import new_id
from tests.outreach.desk import Desk, Guest, Meeting, cancelled, meeting, planned

GROUP = new_id()
MONDAY_TEN = datetime(2027, 3, 15, 9, 0, tzinfo=UTC)


def plan(desk: Desk, weeks: int = 3) -> list[Meeting]:
    sessions = [meeting(week=week) for week in range(weeks)]
    for session in sessions:
        desk.hear(planned(session, group_id=GROUP))
    return sessions


def ask(desk: Desk, at: datetime = MONDAY_TEN) -> list[NeutralTextDue]:
    desk.clock.time = at
    ask_to_come(now=at, uow=desk.uow())
    return [one for one in desk.announced() if isinstance(one, NeutralTextDue)]


class TestAskToCome:
    def test_is_asked_for_on_the_day_before_once(self, desk: Desk, mother: Guest):
        """
        On the Monday, about the Tuesday's session; the next round finds nothing.
        """
        first, second, _third = plan(desk)
        desk.hear(mother.missed(first))

        assert ask(desk, MONDAY_TEN - timedelta(days=3)) == []
        ask(desk)
        asked = ask(desk, MONDAY_TEN + timedelta(minutes=5))

        assert [(one.session_id, one.session_starts_at) for one in asked] == [
            (second.id, second.starts_at)
        ]
        assert asked[0].follow_up_id == desk.mother(mother).newest_miss.id

    def test_is_asked_for_all_however_many_are_open(
        self, quick_desk: Desk, monkeypatch: pytest.MonkeyPatch
    ):
        """
        A few in each transaction; whoever is not due today keeps nobody waiting.
        """
        monkeypatch.setattr(asking, "AT_ONCE", 2)
        other, (first, _second, _third) = meeting(), plan(quick_desk)
        quick_desk.hear(planned(other, group_id=new_id()))
        guests = [Guest(id=new_id()) for _ in range(5)]
        for guest in guests:
            quick_desk.hear(Guest(id=new_id()).missed(other))
            quick_desk.hear(guest.missed(first))

        asked = ask(quick_desk)

        assert {one.mother_id for one in asked} == {guest.id for guest in guests}

    def test_is_for_her_who_has_said_nothing_once(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Rule 2: one text after the session and one before the next, and then no more.
        """
        first, second, _third = plan(quick_desk)
        quick_desk.hear(mother.missed(first))
        ask(quick_desk)
        quick_desk.clock.time = second.ends_at
        quick_desk.hear(mother.missed(second, in_a_row=2))

        assert len(ask(quick_desk, MONDAY_TEN + timedelta(weeks=1))) == 1
        opened = [e for e in quick_desk.announced() if isinstance(e, FollowUpOpened)]
        assert sorted(one.neutral_text for one in opened) == [False, True]

    def test_is_for_her_who_said_yes_each_week(self, quick_desk: Desk, mother: Guest):
        """
        Her yes is what permits more than once.
        """
        first, second, _third = plan(quick_desk)
        quick_desk.hear(mother.committed())
        quick_desk.hear(mother.missed(first))
        ask(quick_desk)
        quick_desk.clock.time = second.ends_at
        quick_desk.hear(mother.missed(second, in_a_row=2))

        assert len(ask(quick_desk, MONDAY_TEN + timedelta(weeks=1))) == 2

    @pytest.mark.parametrize(
        "hours", [-2, 10], ids=["before nine", "at eight in the evening"]
    )
    def test_is_not_in_the_quiet_hours(
        self, quick_desk: Desk, mother: Guest, hours: int
    ):
        """
        From nine to eight, on the clock on the wall.
        """
        first, *_others = plan(quick_desk)
        quick_desk.hear(mother.missed(first))

        assert ask(quick_desk, MONDAY_TEN + timedelta(hours=hours)) == []

    @pytest.mark.parametrize("is_first", [True, False])
    def test_is_about_the_group_to_which_she_has_gone(
        self, quick_desk: Desk, mother: Guest, is_first: bool
    ):
        """
        Whichever is heard first: that she missed in the old one, or where she is now.
        """
        first, _second, _third = plan(quick_desk)
        new, there = new_id(), meeting(week=1)
        quick_desk.hear(planned(there, group_id=new))
        told = [mother.missed(first), mother.listed(group_id=new)]
        for event in reversed(told) if is_first else told:
            quick_desk.hear(event)

        assert [one.session_id for one in ask(quick_desk)] == [there.id]

    def test_is_not_about_a_session_that_is_not_held(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        Cancelled, or left out for a holiday: the one after it is asked about.
        """
        first, second, third = plan(quick_desk)
        quick_desk.hear(mother.missed(first))
        quick_desk.hear(cancelled(second), version=2)
        assert ask(quick_desk) == []

        skipped = SessionSkipped(
            session_id=third.id,
            group_id=GROUP,
            starts_at=third.starts_at,
            reason="school_holiday",
            expected_mother_ids=(),
        )
        quick_desk.hear(skipped, version=2)
        assert ask(quick_desk, MONDAY_TEN + timedelta(weeks=1)) == []

        quick_desk.hear(planned(third, group_id=GROUP), version=3)
        asked = ask(quick_desk, MONDAY_TEN + timedelta(weeks=1))
        assert [one.session_id for one in asked] == [third.id]

    def test_is_not_in_a_school_holiday(self, quick_desk: Desk, mother: Guest):
        """
        Rule 5: if the Monday is closed, the Friday before it is the day.
        """
        first, *_others = plan(quick_desk)
        quick_desk.hear(mother.missed(first))
        quick_desk.hear(
            CalendarImported(
                school_year=2026,
                first_days=(MONDAY_TEN.date(),),
                last_days=(MONDAY_TEN.date(),),
            )
        )

        assert ask(quick_desk) == []
        assert len(ask(quick_desk, MONDAY_TEN - timedelta(days=3))) == 1

    def test_is_not_in_a_school_holiday_where_her_group_is(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        The holidays are those of the daycare that her group is with: another's stop
        nothing, and what is told of one takes nothing of another's place.
        """
        (first, *_others), elsewhere = plan(quick_desk), Guest(id=new_id())
        daycare_id = new_id()
        for guest in (mother, elsewhere):
            quick_desk.hear(guest.missed(first))
        quick_desk.hear(elsewhere.listed(daycare_id=daycare_id))
        monday = {"school_year": 2026, "first_days": (MONDAY_TEN.date(),)}
        quick_desk.hear(
            CalendarImported(
                **monday, last_days=(MONDAY_TEN.date(),), daycare_id=daycare_id
            )
        )
        quick_desk.hear(CalendarImported(school_year=2026, first_days=(), last_days=()))

        assert [one.mother_id for one in ask(quick_desk)] == [mother.id]

    @pytest.mark.parametrize(
        "what", ["excused", "came", "declined", "paused", "answered", "left"]
    )
    def test_is_not_asked_for_when_it_is_over(
        self, quick_desk: Desk, mother: Guest, what: str
    ):
        """
        Whatever ends the follow-up ends this too.
        """
        first, *_others = plan(quick_desk)
        quick_desk.hear(mother.committed())
        quick_desk.hear(mother.missed(first))
        later = Meeting(id=new_id(), starts_at=first.ends_at)
        told = {
            "excused": (mother.excused_late(first), 2),
            "came": (mother.attended(later), 1),
            "declined": (mother.declined(), 9),
            "paused": (mother.paused(first.ends_at), 9),
            "left": (mother.left(first.ends_at), 9),
        }
        if what in told:
            quick_desk.hear(told[what][0], version=told[what][1])
        else:
            quick_desk.try_her(mother, AttemptOutcome.COMING_NEXT)

        assert ask(quick_desk) == []

    def test_is_not_a_third_contact_of_the_day(self, quick_desk: Desk, mother: Guest):
        """
        Called twice that morning, she is not texted as well.
        """
        first, *_others = plan(quick_desk)
        quick_desk.hear(mother.committed())
        quick_desk.hear(mother.missed(first))
        quick_desk.clock.time = MONDAY_TEN
        for _ in range(2):
            quick_desk.try_her(mother, AttemptOutcome.NO_ANSWER)

        assert ask(quick_desk, MONDAY_TEN + timedelta(hours=1)) == []

    def test_is_not_repeated_for_one_that_is_stuck(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        A follow-up that stays open for months brings no text a second time.
        """
        first, *_others = plan(quick_desk, weeks=8)
        quick_desk.hear(mother.missed(first))
        for week in range(7):
            ask(quick_desk, MONDAY_TEN + timedelta(weeks=week))

        assert len(ask(quick_desk, MONDAY_TEN + timedelta(weeks=7))) == 1
