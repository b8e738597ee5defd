"""
The roster's transaction.
"""

from typing import Any, ClassVar

from services.roster.storage.personal import PERSONAL
from services.roster.storage.repositories import (
    SqlCalendarLinks,
    SqlChildren,
    SqlDisclosures,
    SqlErasures,
    SqlGroups,
    SqlMothers,
    SqlNoThanksNumbers,
    SqlPickUps,
    SqlRegisterChanges,
    SqlRosterFiles,
    SqlSchoolCalendars,
    SqlSessions,
)
from shared.bus.unit_of_work import UnitOfWork
from shared.db.personal import Part
from shared.db.repository import Repository


class RosterUnitOfWork(UnitOfWork):
    """
    Rows are written in this order.

    Whoever locks several takes a session before a mother, and her before a pick-up.
    """

    personal: ClassVar[tuple[Part, ...]] = PERSONAL
    repositories: ClassVar[dict[str, type[Repository[Any]]]] = {
        "school_calendars": SqlSchoolCalendars,
        "groups": SqlGroups,
        "calendar_links": SqlCalendarLinks,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "children": SqlChildren,
        "pick_ups": SqlPickUps,
        "disclosures": SqlDisclosures,
        "register_changes": SqlRegisterChanges,
        "roster_files": SqlRosterFiles,
        "no_thanks_numbers": SqlNoThanksNumbers,
        "erasures": SqlErasures,
    }

    school_calendars: SqlSchoolCalendars
    groups: SqlGroups
    calendar_links: SqlCalendarLinks
    sessions: SqlSessions
    mothers: SqlMothers
    children: SqlChildren
    pick_ups: SqlPickUps
    disclosures: SqlDisclosures
    register_changes: SqlRegisterChanges
    roster_files: SqlRosterFiles
    no_thanks_numbers: SqlNoThanksNumbers
    erasures: SqlErasures
