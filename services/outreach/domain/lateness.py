"""
Who waits for too long: the one meaning of "late", wherever it is said.
"""

from datetime import datetime, timedelta

from services.outreach.domain.calendar import Calendar
from services.outreach.domain.ladder_steps import Step
from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import time_outside_holidays
from shared.kernel.clock import day_of

LATE_AFTER = timedelta(days=7)


def is_late(
    mother: Mother, *, step: Step | None, calendar: Calendar, now: datetime
) -> bool:
    """
    Return whether somebody has something to do about her, and has not for a week.

    Whom the ladder leaves alone is not late: without her yes nobody is to call, and in
    a pause, behind an open door or between two sessions nothing is due. She is tried
    each week, so that she can count on it; in school holidays the clock stands still.
    """
    hers = mother.open_follow_ups
    if not hers or not _is_somebodys_turn(mother, step=step, now=now):
        return False
    tried = [one.at for each in hers for one in each.made]
    since = max(tried, default=min(each.opened_at for each in hers))
    gone = time_outside_holidays(since=since, now=now, holidays=calendar.holidays)
    return gone > LATE_AFTER


def _is_somebodys_turn(mother: Mother, *, step: Step | None, now: datetime) -> bool:
    if any(each.waits_for for each in mother.open_follow_ups):
        return True
    return step is not None and not step.is_text and step.due_on <= day_of(now)
