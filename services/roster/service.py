"""
The roster service: groups, mothers, children, sessions and attendance.
"""

from services.roster.entrypoints import api, events, pages, personal, timers
from services.roster.storage.unit_of_work import RosterUnitOfWork
from shared.bus.extensions import UnitOfWorkProvider


class RosterService(
    pages.Entrypoints,
    personal.Entrypoints,
    api.Entrypoints,
    events.Entrypoints,
    timers.Entrypoints,
):
    """
    Wiring only: what is done stands in the use cases.
    """

    name = "roster"

    uow = UnitOfWorkProvider(RosterUnitOfWork)
