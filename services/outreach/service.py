"""
Outreach: whoever misses without a word is followed up, as long as she wants it.
"""

from services.outreach.entrypoints import (
    api,
    enrolment_events,
    events,
    merge_events,
    message_events,
    pages,
    pages_agreement,
    pages_away,
    pages_elsewhere,
    pages_ladder,
    pages_talks,
    personal,
    session_events,
    timers,
    whose_events,
)
from services.outreach.gateways.webhook_sender import WebhookSender
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from shared.bus.extensions import UnitOfWorkProvider


class OutreachService(
    pages.Entrypoints,
    pages_elsewhere.Entrypoints,
    pages_agreement.Entrypoints,
    pages_away.Entrypoints,
    pages_ladder.Entrypoints,
    pages_talks.Entrypoints,
    personal.Entrypoints,
    api.Entrypoints,
    events.Entrypoints,
    enrolment_events.Entrypoints,
    session_events.Entrypoints,
    merge_events.Entrypoints,
    whose_events.Entrypoints,
    message_events.Entrypoints,
    timers.Entrypoints,
):
    """
    Wiring only.
    """

    name = "outreach"

    sender = WebhookSender()
    uow = UnitOfWorkProvider(OutreachUnitOfWork)
