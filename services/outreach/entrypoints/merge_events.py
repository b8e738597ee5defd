"""
What outreach does when two mothers turn out to be one.
"""

from datetime import datetime

from services.outreach.usecases.merge_mothers import merge_mothers
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import consumes
from shared.contracts.roster.mothers import MotherMerged


class Entrypoints:
    """
    One policy.
    """

    @consumes(MotherMerged)
    def merge_mothers_on_mother_merged(
        self, event: MotherMerged, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        merge_mothers(
            kept_id=event.mother_id, merged_id=event.merged_id, now=now, uow=uow
        )
