"""
What referrals does about what others announce.
"""

from datetime import datetime

from services.referrals.usecases.erase_mother import erase_mother
from services.referrals.usecases.forget_child import forget_child
from services.referrals.usecases.keep_child import keep_child
from services.referrals.usecases.merge_mothers import merge_mothers
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.bus.extensions import consumes
from shared.bus.whose import note_whose_mother
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.children import ChildAdded, ChildRemoved
from shared.contracts.roster.groups import MotherListed
from shared.contracts.roster.mothers import MotherMerged


class Entrypoints:
    """
    Children are known here, so that a referral can name one; and who is to be erased.
    """

    @consumes(ChildAdded, needs=lambda event: {"children": event.child_id})
    def keep_child_on_child_added(
        self, event: ChildAdded, *, now: datetime, uow: ReferralsUnitOfWork
    ) -> None:
        del now
        keep_child(
            child_id=event.child_id,
            mother_id=event.mother_id,
            birth_month=event.birth_month,
            same_as=event.same_as,
            uow=uow,
        )

    @consumes(ChildRemoved, needs=lambda event: {"children": event.child_id})
    def forget_child_on_child_removed(
        self, event: ChildRemoved, *, now: datetime, uow: ReferralsUnitOfWork
    ) -> None:
        del now
        forget_child(child_id=event.child_id, uow=uow)

    @consumes(MotherListed, needs=lambda event: {"whose_mothers": event.mother_id})
    def note_whose_mother_on_mother_listed(
        self, event: MotherListed, *, now: datetime, uow: ReferralsUnitOfWork
    ) -> None:
        del now
        note_whose_mother(event, uow=uow)

    @consumes(MotherMerged)
    def merge_mothers_on_mother_merged(
        self, event: MotherMerged, *, now: datetime, uow: ReferralsUnitOfWork
    ) -> None:
        merge_mothers(
            kept_id=event.mother_id, merged_id=event.merged_id, now=now, uow=uow
        )

    @consumes(ErasureOrdered)
    def erase_mother_on_erasure_ordered(
        self, event: ErasureOrdered, *, now: datetime, uow: ReferralsUnitOfWork
    ) -> None:
        erase_mother(mother_id=event.person_id, now=now, uow=uow)
