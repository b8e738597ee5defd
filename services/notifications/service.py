"""
Notifications: one message for a cause, at most once, in its reader's language.
"""

from services.notifications.entrypoints import api, events, pages, personal, timers
from services.notifications.gateways.console import ConsoleGateway
from services.notifications.storage.unit_of_work import NotificationsUnitOfWork
from shared.bus.extensions import UnitOfWorkProvider


class NotificationsService(
    pages.Entrypoints,
    personal.Entrypoints,
    api.Entrypoints,
    events.Entrypoints,
    timers.Entrypoints,
):
    """
    Wiring only.
    """

    name = "notifications"

    uow = UnitOfWorkProvider(NotificationsUnitOfWork)
    gateway = ConsoleGateway
