"""
Until when a mother may be put off.
"""

from datetime import date, timedelta

from services.outreach.domain.snooze import latest_snooze, next_meeting_day

TUESDAY = date(2027, 3, 9)


class TestNextMeetingDay:
    def test_is_the_same_weekday_after_today(self):
        """
        The group meets each week; a session of today is not the next one.
        """
        for days in range(7):
            today = TUESDAY + timedelta(days=days)
            assert next_meeting_day(last=TUESDAY, today=today) == date(2027, 3, 16)
        week_later = TUESDAY + timedelta(days=7)
        assert next_meeting_day(last=TUESDAY, today=week_later) == date(2027, 3, 23)

    def test_is_not_in_the_holidays(self):
        """
        A week in which the group does not meet is passed over.
        """
        easter = {date(2027, 3, 22) + timedelta(days=day) for day in range(8)}
        day = next_meeting_day(last=TUESDAY, today=date(2027, 3, 17), holidays=easter)
        assert day == date(2027, 3, 30)

    def test_ends_where_the_calendar_says_nothing_but_holidays(self):
        """
        A calendar that was written by mistake keeps nobody for ever.
        """
        always = {TUESDAY + timedelta(days=day) for day in range(800)}
        assert next_meeting_day(last=TUESDAY, today=TUESDAY, holidays=always)


class TestLatestSnooze:
    def test_is_the_next_meeting_or_her_review(self):
        """
        Whichever comes first: she is asked anew on the day that was agreed.
        """
        meeting, review = date(2027, 3, 16), date(2027, 3, 12)

        assert latest_snooze(next_meeting=meeting) == meeting
        assert latest_snooze(next_meeting=meeting, review_on=review) == review
        assert latest_snooze(next_meeting=review, review_on=meeting) == review
