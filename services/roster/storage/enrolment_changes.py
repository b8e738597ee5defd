"""
The history of every mother's way in the database.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.roster.domain.enrolment import Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.standing import read_from_json, told_as_json
from services.roster.storage import tables
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation, Role


class SqlEnrolmentChanges(Repository[EnrolmentChange]):
    """
    The steps that were taken, the ones that were taken back among them.
    """

    table = tables.enrolment_changes

    def of_mother(self, mother_id: UUID) -> list[EnrolmentChange]:
        """
        Return every step of hers, the latest first.
        """
        found = self.matching(self.table.c.mother_id == mother_id)
        # Of one who was entered twice the versions are those of two histories.
        return sorted(found, key=lambda one: (one.at, one.version), reverse=True)

    def visits_of(self, mother_id: UUID) -> list[UUID]:
        """
        Return every session that a first visit of hers was planned to, holding nothing.

        Sessions are held before her.
        """
        columns = self.table.c
        query = select(columns.about).where(
            columns.mother_id == mother_id, columns.step == Step.FIRST_VISIT_PLANNED
        )
        return list(self.connection.scalars(query.distinct()))

    def to_row(self, thing: EnrolmentChange) -> dict[str, Any]:
        return vars(thing) | {
            "from_state": thing.from_state,
            "to_state": thing.to_state,
            "before": None if thing.before is None else told_as_json(thing.before),
            "after": told_as_json(thing.after),
        }

    def from_rows(self, rows: Sequence[Any]) -> list[EnrolmentChange]:
        return [_change(row) for row in rows]


def _change(row: Any) -> EnrolmentChange:
    return EnrolmentChange(
        id=row.id,
        mother_id=row.mother_id,
        version=row.version,
        step=Step(row.step),
        before=None if row.before is None else read_from_json(row.before),
        after=read_from_json(row.after),
        by_role=Role(row.by_role),
        by_organisation=Organisation(row.by_organisation),
        at=row.at,
        reason=row.reason,
        about=row.about,
        causing_event_id=row.causing_event_id,
    )
