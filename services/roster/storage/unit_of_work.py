"""
The roster's transaction.
"""

from typing import Any, ClassVar

from services.roster.storage.repositories import (
    SqlChildren,
    SqlDisclosures,
    SqlEnrolmentChanges,
    SqlGroups,
    SqlMothers,
    SqlRosterFiles,
    SqlSessions,
)
from shared.bus.unit_of_work import UnitOfWork
from shared.db.repository import Repository


class RosterUnitOfWork(UnitOfWork):
    """
    Rows are written in this order; whoever locks both takes a session before a mother.
    """

    repositories: ClassVar[dict[str, type[Repository[Any]]]] = {
        "groups": SqlGroups,
        "sessions": SqlSessions,
        "mothers": SqlMothers,
        "enrolment_changes": SqlEnrolmentChanges,
        "children": SqlChildren,
        "disclosures": SqlDisclosures,
        "roster_files": SqlRosterFiles,
    }

    groups: SqlGroups
    sessions: SqlSessions
    mothers: SqlMothers
    enrolment_changes: SqlEnrolmentChanges
    children: SqlChildren
    disclosures: SqlDisclosures
    roster_files: SqlRosterFiles
