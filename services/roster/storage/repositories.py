"""
The roster's repositories, each in a file of its own.
"""

from services.roster.storage.absences import SqlAbsences
from services.roster.storage.calendar_links import SqlCalendarLinks
from services.roster.storage.children import SqlChildren
from services.roster.storage.disclosures import SqlDisclosures
from services.roster.storage.enrolment_changes import SqlEnrolmentChanges
from services.roster.storage.erasures import SqlErasures
from services.roster.storage.groups import SqlGroups
from services.roster.storage.matters import SqlMatters
from services.roster.storage.mothers import SqlMothers
from services.roster.storage.no_thanks_numbers import SqlNoThanksNumbers
from services.roster.storage.own_links import SqlOwnLinks
from services.roster.storage.pick_ups import SqlPickUps
from services.roster.storage.profiles import SqlProfiles
from services.roster.storage.questions import SqlQuestions
from services.roster.storage.questions_sent import SqlQuestionsSent
from services.roster.storage.register_changes import SqlRegisterChanges
from services.roster.storage.roster_files import SqlRosterFiles
from services.roster.storage.school_calendars import SqlSchoolCalendars
from services.roster.storage.sessions import SqlSessions
from services.roster.storage.staffing_warnings import SqlStaffingWarnings

__all__ = [
    "SqlAbsences",
    "SqlCalendarLinks",
    "SqlChildren",
    "SqlDisclosures",
    "SqlEnrolmentChanges",
    "SqlErasures",
    "SqlGroups",
    "SqlMatters",
    "SqlMothers",
    "SqlNoThanksNumbers",
    "SqlOwnLinks",
    "SqlPickUps",
    "SqlProfiles",
    "SqlQuestions",
    "SqlQuestionsSent",
    "SqlRegisterChanges",
    "SqlRosterFiles",
    "SqlSchoolCalendars",
    "SqlSessions",
    "SqlStaffingWarnings",
]
