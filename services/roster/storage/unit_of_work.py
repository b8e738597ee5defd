"""
The roster's transaction.
"""

from typing import Any, ClassVar

from services.roster.storage.repositories import (
    SqlCalendarLinks,
    SqlChildren,
    SqlDisclosures,
    SqlGroups,
    SqlMothers,
    SqlRosterFiles,
    SqlSchoolCalendars,
    SqlSessions,
)
from shared.bus.unit_of_work import UnitOfWork
from shared.db.repository import Repository


class RosterUnitOfWork(UnitOfWork):
    """
    Rows are written in this order; whoever locks both takes a session before a mother.
    """

    repositories: ClassVar[dict[str, type[Repository[Any]]]] = {
        "school_calendars": SqlSchoolCalendars,
        "groups": SqlGroups,
        "calendar_links": SqlCalendarLinks,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "children": SqlChildren,
        "disclosures": SqlDisclosures,
        "roster_files": SqlRosterFiles,
    }

    school_calendars: SqlSchoolCalendars
    groups: SqlGroups
    calendar_links: SqlCalendarLinks
    sessions: SqlSessions
    mothers: SqlMothers
    children: SqlChildren
    disclosures: SqlDisclosures
    roster_files: SqlRosterFiles
