"""
One transaction of outreach.
"""

from typing import ClassVar

from services.outreach.storage.hand_overs import SqlHandOvers
from services.outreach.storage.personal import PERSONAL
from services.outreach.storage.repositories import (
    SqlContacts,
    SqlMothers,
    SqlSchoolYears,
    SqlSessions,
)
from services.outreach.storage.task_feeds import SqlTaskFeeds
from services.outreach.storage.webhooks import SqlDeliveries, SqlWebhooks
from shared.bus.unit_of_work import UnitOfWork


class OutreachUnitOfWork(UnitOfWork):
    """
    Sessions stand before mothers: a follow-up points to both.
    """

    personal: ClassVar = PERSONAL
    repositories: ClassVar = {
        "contacts": SqlContacts,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "school_years": SqlSchoolYears,
        "webhooks": SqlWebhooks,
        "task_feeds": SqlTaskFeeds,
        "hand_overs": SqlHandOvers,
        "deliveries": SqlDeliveries,
    }

    contacts: SqlContacts
    sessions: SqlSessions
    mothers: SqlMothers
    school_years: SqlSchoolYears
    webhooks: SqlWebhooks
    task_feeds: SqlTaskFeeds
    hand_overs: SqlHandOvers
    deliveries: SqlDeliveries
