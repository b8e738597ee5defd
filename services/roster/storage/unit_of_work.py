"""
The roster's transaction.
"""

from typing import Any, ClassVar
from uuid import UUID

from services.roster.storage.boundary import BOUNDARY
from services.roster.storage.duplicates import SqlDuplicates
from services.roster.storage.one_mother import give_up_mother
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
    SqlProfiles,
    SqlQuestions,
    SqlQuestionsSent,
    SqlRegisterChanges,
    SqlRosterFiles,
    SqlSchoolCalendars,
    SqlSessions,
    SqlStaffingWarnings,
)
from shared.bus.unit_of_work import UnitOfWork
from shared.db.boundary import Boundary, lifted
from shared.db.personal import Part
from shared.db.repository import Repository


class RosterUnitOfWork(UnitOfWork):
    """
    Rows are written in this order.

    Whoever locks several takes a group before a session, a session before a mother or
    an absence, and her before a pick-up.
    """

    personal: ClassVar[tuple[Part, ...]] = PERSONAL
    boundary: ClassVar[Boundary | None] = BOUNDARY
    repositories: ClassVar[dict[str, type[Repository[Any]]]] = {
        "school_calendars": SqlSchoolCalendars,
        "groups": SqlGroups,
        "calendar_links": SqlCalendarLinks,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "enrolment_changes": SqlEnrolmentChanges,
        "matters": SqlMatters,
        "children": SqlChildren,
        "profiles": SqlProfiles,
        "own_links": SqlOwnLinks,
        "pick_ups": SqlPickUps,
        "absences": SqlAbsences,
        "staffing_warnings": SqlStaffingWarnings,
        "questions": SqlQuestions,
        "questions_sent": SqlQuestionsSent,
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
    profiles: SqlProfiles
    own_links: SqlOwnLinks
    pick_ups: SqlPickUps
    absences: SqlAbsences
    staffing_warnings: SqlStaffingWarnings
    questions: SqlQuestions
    questions_sent: SqlQuestionsSent
    disclosures: SqlDisclosures
    register_changes: SqlRegisterChanges
    roster_files: SqlRosterFiles
    no_thanks_numbers: SqlNoThanksNumbers
    erasures: SqlErasures

    @property
    def duplicates(self) -> SqlDuplicates:
        return SqlDuplicates(self.connection)

    def give_up_mother(self, mother_id: UUID, *, to: UUID, after_version: int) -> None:
        """
        Have all written, and let every row that is left name the kept id of hers.
        """
        self.start_over()
        with lifted(self.connection):
            give_up_mother(
                self.connection, mother_id, to=to, after_version=after_version
            )
