"""
Disclosures in the database.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.roster.domain.disclosure import Disclosure, Purpose
from services.roster.storage import tables
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation, Role


class SqlDisclosures(Repository[Disclosure]):
    """
    Who was told who a mother is.
    """

    table = tables.disclosures

    def of_mother(self, mother_id: UUID) -> list[Disclosure]:
        """
        Return every time that somebody was told, the latest first.
        """
        found = self.matching(self.table.c.mother_id == mother_id)
        return sorted(found, key=lambda one: (one.at, one.id), reverse=True)

    def to_row(self, thing: Disclosure) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Disclosure]:
        return [
            Disclosure(
                id=row.id,
                mother_id=row.mother_id,
                purpose=Purpose(row.purpose),
                reference=row.reference,
                role=Role(row.role),
                organisation=Organisation(row.organisation),
                at=row.at,
            )
            for row in rows
        ]
