"""
Every event there is, by its type.
"""

from shared.contracts import notifications, outreach, privacy, referrals, roster
from shared.contracts.event import Event

ALL_EVENTS: tuple[type[Event], ...] = (
    *roster.EVENTS,
    *outreach.EVENTS,
    *referrals.EVENTS,
    *notifications.EVENTS,
    *privacy.EVENTS,
)
EVENT_OF_TYPE: dict[str, type[Event]] = {
    event.event_type: event for event in ALL_EVENTS
}
