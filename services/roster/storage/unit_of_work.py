"""
The roster's transaction.
"""

from typing import Any, ClassVar

from services.roster.storage.personal import PERSONAL
from services.roster.storage.repositories import (
    SqlAbsences,
    SqlCalendarLinks,
    SqlChildren,
    SqlDisclosures,
    SqlEnrolmentChanges,
    SqlErasures,
    SqlGroups,
    SqlMatters,
    SqlMothers,
    SqlNoThanksNumbers,
    SqlOwnLinks,
    SqlPickUps,
    SqlRegisterChanges,
    SqlRosterFiles,
    SqlSchoolCalendars,
    SqlSessions,
    SqlStaffingWarnings,
)
from shared.bus.unit_of_work import UnitOfWork
from shared.db.personal import Part
from shared.db.repository import Repository


class RosterUnitOfWork(UnitOfWork):
    """
    Rows are written in this order.

    Whoever locks several takes a group before a session, a session before a mother or
    an absence, and her before a pick-up.
    """

    personal: ClassVar[tuple[Part, ...]] = PERSONAL
    repositories: ClassVar[dict[str, type[Repository[Any]]]] = {
        "school_calendars": SqlSchoolCalendars,
        "groups": SqlGroups,
        "calendar_links": SqlCalendarLinks,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "enrolment_changes": SqlEnrolmentChanges,
        "matters": SqlMatters,
        "children": SqlChildren,
        "own_links": SqlOwnLinks,
        "pick_ups": SqlPickUps,
        "absences": SqlAbsences,
        "staffing_warnings": SqlStaffingWarnings,
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
    enrolment_changes: SqlEnrolmentChanges
    matters: SqlMatters
    children: SqlChildren
    own_links: SqlOwnLinks
    pick_ups: SqlPickUps
    absences: SqlAbsences
    staffing_warnings: SqlStaffingWarnings
    disclosures: SqlDisclosures
    register_changes: SqlRegisterChanges
    roster_files: SqlRosterFiles
    no_thanks_numbers: SqlNoThanksNumbers
    erasures: SqlErasures
