"""
Keep the school holidays that the roster has told.
"""

from services.outreach.domain.school_year import SchoolYear
from services.outreach.usecases.ports import OutreachUnitOfWork


def keep_school_year(*, school_year: SchoolYear, uow: OutreachUnitOfWork) -> None:
    """
    Put a school year's holidays in the place of what was told before.
    """
    with uow:
        uow.school_years.find(school_year.id)
        uow.school_years.save(school_year)
        uow.commit()
