"""
What notifications does about what others announce.
"""

from services.notifications.entrypoints import (
    enrolment_events,
    follow_up_events,
    mother_events,
    occasion_events,
)


class Entrypoints(
    mother_events.Entrypoints,
    enrolment_events.Entrypoints,
    follow_up_events.Entrypoints,
    occasion_events.Entrypoints,
):
    """
    Of mothers, of their follow-ups, and of what they are to be told.
    """
