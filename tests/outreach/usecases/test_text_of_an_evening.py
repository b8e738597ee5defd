"""
The neutral text about an evening session leaves on a later day.
"""

from dataclasses import replace
from datetime import date, timedelta

from shared.contracts.outreach import FollowUpOpened
from shared.contracts.roster.groups import CalendarImported
from shared.kernel.ids import new_id
from tests.outreach.desk import THE_NINTH, Desk, Guest, meeting
from tests.outreach.domain.climbing import wall


def told_in_the_evening(desk: Desk, *holidays: date) -> FollowUpOpened:
    evening = replace(meeting(), starts_at=wall(THE_NINTH, 17))
    told = {"school_year": 2026, "first_days": holidays, "last_days": holidays}
    desk.hear(CalendarImported(**told))
    desk.clock.time = evening.ends_at
    desk.hear(Guest(id=new_id()).missed(evening))
    [opened] = [one for one in desk.announced() if isinstance(one, FollowUpOpened)]
    return opened


class TestTextOfAnEvening:
    def test_leaves_on_the_next_day_that_is_in_no_school_holiday(
        self, quick_desk: Desk
    ):
        """
        At nine at night nobody is written to, and in a holiday nothing is done.
        """
        next_day = THE_NINTH + timedelta(days=1)

        opened = told_in_the_evening(quick_desk, next_day)

        assert opened.text_from == wall(next_day + timedelta(days=1), 9)
