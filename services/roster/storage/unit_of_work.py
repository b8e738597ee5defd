"""
The roster's transaction.
"""

from typing import Any, ClassVar

from services.roster.storage.repositories import (
    SqlCalendarLinks,
    SqlChildren,
    SqlDisclosures,
    SqlEnrolmentChanges,
    SqlGroups,
    SqlMothers,
    SqlOwnLinks,
    SqlPickUps,
    SqlRegisterChanges,
    SqlRosterFiles,
    SqlSchoolCalendars,
    SqlSessions,
)
from shared.bus.unit_of_work import UnitOfWork
from shared.db.repository import Repository


class RosterUnitOfWork(UnitOfWork):
    """
    Rows are written in this order.

    Whoever locks several takes a session before a mother, and her before a pick-up.
    """

    repositories: ClassVar[dict[str, type[Repository[Any]]]] = {
        "school_calendars": SqlSchoolCalendars,
        "groups": SqlGroups,
        "calendar_links": SqlCalendarLinks,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "enrolment_changes": SqlEnrolmentChanges,
        "children": SqlChildren,
        "own_links": SqlOwnLinks,
        "pick_ups": SqlPickUps,
        "disclosures": SqlDisclosures,
        "register_changes": SqlRegisterChanges,
        "roster_files": SqlRosterFiles,
    }

    school_calendars: SqlSchoolCalendars
    groups: SqlGroups
    calendar_links: SqlCalendarLinks
    sessions: SqlSessions
    mothers: SqlMothers
    enrolment_changes: SqlEnrolmentChanges
    children: SqlChildren
    own_links: SqlOwnLinks
    pick_ups: SqlPickUps
    disclosures: SqlDisclosures
    register_changes: SqlRegisterChanges
    roster_files: SqlRosterFiles
