"""
The school holidays in the database.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from services.outreach.domain.school_year import SchoolYear
from services.outreach.storage.tables import school_years
from shared.db.repository import Repository


class SqlSchoolYears(Repository[SchoolYear]):
    """
    What the roster has told: a few of each daycare.
    """

    table: ClassVar = school_years

    def everyone(self) -> list[SchoolYear]:
        return self.looking_at()

    def of(self, daycares: Collection[UUID]) -> list[SchoolYear]:
        return self.looking_at(school_years.c.daycare_id.in_(daycares))

    def to_row(self, thing: SchoolYear) -> dict[str, Any]:
        return {
            "id": thing.id,
            "year": thing.year,
            "daycare_id": thing.daycare_id,
            "holidays": [
                [first.isoformat(), last.isoformat()] for first, last in thing.holidays
            ],
        }

    def from_rows(self, rows: Sequence[Any]) -> list[SchoolYear]:
        return [
            SchoolYear(
                year=row.year,
                daycare_id=row.daycare_id,
                holidays=tuple(
                    (date.fromisoformat(first), date.fromisoformat(last))
                    for first, last in row.holidays
                ),
            )
            for row in rows
        ]
