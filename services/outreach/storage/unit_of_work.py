"""
One transaction of outreach.
"""

from typing import ClassVar

from services.outreach.storage.boundary import BOUNDARY
from services.outreach.storage.group_coordinators import SqlGroupCoordinators
from services.outreach.storage.hand_overs import SqlHandOvers
from services.outreach.storage.personal import PERSONAL
from services.outreach.storage.repositories import (
    SqlContacts,
    SqlLadders,
    SqlMothers,
    SqlSchoolYears,
    SqlSessions,
    SqlTeamTalks,
)
from services.outreach.storage.task_feeds import SqlTaskFeeds
from services.outreach.storage.webhooks import SqlDeliveries, SqlWebhooks
from services.outreach.storage.whose_groups import SqlWhoseGroups
from shared.bus.unit_of_work import UnitOfWork
from shared.bus.whose import SqlWhoseMothers


class OutreachUnitOfWork(UnitOfWork):
    """
    Sessions stand before mothers: a follow-up points to both.
    """

    personal: ClassVar = PERSONAL
    boundary: ClassVar = BOUNDARY
    repositories: ClassVar = {
        "whose_mothers": SqlWhoseMothers,
        "whose_groups": SqlWhoseGroups,
        "group_coordinators": SqlGroupCoordinators,
        "contacts": SqlContacts,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "school_years": SqlSchoolYears,
        "webhooks": SqlWebhooks,
        "task_feeds": SqlTaskFeeds,
        "hand_overs": SqlHandOvers,
        "deliveries": SqlDeliveries,
        "ladders": SqlLadders,
        "talks": SqlTeamTalks,
    }

    whose_mothers: SqlWhoseMothers
    whose_groups: SqlWhoseGroups
    group_coordinators: SqlGroupCoordinators
    contacts: SqlContacts
    sessions: SqlSessions
    mothers: SqlMothers
    school_years: SqlSchoolYears
    webhooks: SqlWebhooks
    task_feeds: SqlTaskFeeds
    hand_overs: SqlHandOvers
    deliveries: SqlDeliveries
    ladders: SqlLadders
    talks: SqlTeamTalks
