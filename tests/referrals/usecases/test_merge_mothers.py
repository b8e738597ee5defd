"""
What is under way for a mother who was entered twice goes on under the kept id.
"""

from sqlalchemy import select

from services.referrals.storage.tables import children, hand_offs, referrals
from services.referrals.usecases.erase_mother import erase_mother
from services.referrals.usecases.keep_child import keep_child
from services.referrals.usecases.merge_mothers import merge_mothers
from shared.kernel.ids import new_id
from tests.referrals.desk import BORN, Desk
from tests.referrals.domain.examples import BABY_MIRA, TUESDAY_TEN, ZEHRA


def named(desk: Desk) -> set[object]:
    with desk.engine.connect() as connection:
        return {
            one
            for table in (children, referrals, hand_offs)
            for one in connection.scalars(select(table.c.mother_id))
        }


class TestMerge:
    def test_moves_what_is_hers_and_changes_nothing_else(self, desk: Desk):
        """
        A referral and a wish for a place stand as they stood; erasing the kept one
        erases them too, and a repeat of the merge brings nothing back.
        """
        desk.know_child()
        before = desk.draft()
        wish = desk.want()
        kept = new_id()
        told = {"kept_id": kept, "merged_id": ZEHRA, "now": TUESDAY_TEN}

        merge_mothers(**told, uow=desk.work())
        merge_mothers(**told, uow=desk.work())

        assert named(desk) == {kept}
        after = desk.referral(before.id)
        assert (after.mother_id, after.version) == (kept, before.version)
        assert desk.hand_off(wish.id).mother_id == kept
        erase_mother(mother_id=kept, now=TUESDAY_TEN, uow=desk.work())
        merge_mothers(**told, uow=desk.work())
        assert named(desk) == set()

    def test_sees_a_child_of_the_same_batch(self, desk: Desk):
        """
        What was told in the same transaction is moved with the rest.
        """
        kept = new_id()
        uow = desk.work()
        with uow:
            keep_child(
                child_id=BABY_MIRA,
                mother_id=ZEHRA,
                birth_month=BORN,
                same_as=None,
                uow=uow,
            )
            merge_mothers(kept_id=kept, merged_id=ZEHRA, now=TUESDAY_TEN, uow=uow)
            uow.commit()

        assert named(desk) == {kept}
