"""
Until when a mother may be put off.
"""

from datetime import date, timedelta
from uuid import uuid4

from services.outreach.domain.calendar import Calendar
from services.outreach.domain.snooze import latest_snooze
from tests.outreach.domain.climbing import Climber, wall

TUESDAY = date(2027, 3, 9)


def meets(calendar: Calendar, *, today: date, missed: date = TUESDAY) -> date:
    return calendar.next_meeting_day(
        missed=wall(missed, 10), group_id=uuid4(), now=wall(today, 12)
    )


class TestNextMeetingDay:
    def test_is_the_same_weekday_after_today(self):
        """
        As far as nothing is planned, the group meets each week; a session of today is
        not the next one.
        """
        for days in range(7):
            today = TUESDAY + timedelta(days=days)
            assert meets(Calendar(), today=today) == date(2027, 3, 16)
        week_later = TUESDAY + timedelta(days=7)
        assert meets(Calendar(), today=week_later) == date(2027, 3, 23)
        assert meets(Calendar(), today=date(2028, 3, 1)) == date(2028, 3, 7)

    def test_is_what_is_planned(self):
        """
        The next week is cancelled, and the one after is the next that is held.
        """
        climber = Climber(weeks=4, first=TUESDAY)
        climber.sessions[1].is_cancelled = True

        day = climber.calendar.next_meeting_day(
            missed=climber.sessions[0].started_at,
            group_id=climber.sessions[0].group_id,
            now=wall(TUESDAY, 12),
        )

        assert day == climber.day(2)

    def test_is_on_no_holiday(self):
        """
        A week in which the group does not meet is passed over: a school holiday, and a
        public one, which stands in no list.
        """
        easter = {date(2027, 3, 22) + timedelta(days=day) for day in range(8)}
        whit_monday = date(2027, 5, 17)

        in_school = meets(Calendar(holidays=easter), today=date(2027, 3, 17))
        in_public = meets(
            Calendar(), missed=whit_monday - timedelta(weeks=1), today=date(2027, 5, 11)
        )

        assert in_school == date(2027, 3, 30)
        assert in_public == date(2027, 5, 24)

    def test_ends_where_the_calendar_says_nothing_but_holidays(self):
        """
        A calendar that was written by mistake keeps nobody for ever.
        """
        always = {TUESDAY + timedelta(days=day) for day in range(800)}
        assert meets(Calendar(holidays=always), today=TUESDAY)


class TestLatestSnooze:
    def test_is_the_next_meeting_or_her_review(self):
        """
        Whichever comes first: she is asked anew on the day that was agreed.
        """
        meeting, review = date(2027, 3, 16), date(2027, 3, 12)

        assert latest_snooze(next_meeting=meeting) == meeting
        assert latest_snooze(next_meeting=meeting, review_on=review) == review
        assert latest_snooze(next_meeting=review, review_on=meeting) == review
