"""
Every event there is, by its type.
"""

from shared.contracts import notifications, outreach, privacy, referrals
from shared.contracts.event import Event
from shared.contracts.roster import (
    attendance,
    children,
    enrolment,
    groups,
    mothers,
    pick_ups,
    sessions,
    staffing,
)

ALL_EVENTS: tuple[type[Event], ...] = (
    *mothers.EVENTS,
    *enrolment.EVENTS,
    *groups.EVENTS,
    *children.EVENTS,
    *sessions.EVENTS,
    *attendance.EVENTS,
    *pick_ups.EVENTS,
    *staffing.EVENTS,
    *outreach.EVENTS,
    *referrals.EVENTS,
    *notifications.EVENTS,
    *privacy.EVENTS,
)
EVENT_OF_TYPE: dict[str, type[Event]] = {
    event.event_type: event for event in ALL_EVENTS
}
