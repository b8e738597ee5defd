"""
Outreach: whoever misses without a word is followed up, as long as she wants it.
"""

from services.outreach.entrypoints import (
    api,
    enrolment_events,
    events,
    merge_events,
    pages,
    personal,
)
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from shared.bus.extensions import UnitOfWorkProvider


class OutreachService(
    pages.Entrypoints,
    personal.Entrypoints,
    api.Entrypoints,
    events.Entrypoints,
    enrolment_events.Entrypoints,
    merge_events.Entrypoints,
):
    """
    Wiring only.
    """

    name = "outreach"

    uow = UnitOfWorkProvider(OutreachUnitOfWork)
