"""
One transaction of referrals.
"""

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from sqlalchemy import or_, select

from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.sight import NEVER_SENT
from services.referrals.storage.boundary import BOUNDARY
from services.referrals.storage.personal import PERSONAL
from services.referrals.storage.repositories import (
    SqlChildren,
    SqlHandOffs,
    SqlReferrals,
    SqlSealedCases,
)
from services.referrals.storage.sealed_looks import SealedLooks
from services.referrals.storage.sealed_tables import sealed_cases
from services.referrals.storage.tables import children, hand_offs, referrals
from shared.bus.tables import outbox
from shared.bus.topology import routing_key
from shared.bus.unit_of_work import UnitOfWork
from shared.bus.whose import SqlWhoseMothers
from shared.kernel.organisations import Organisation, first_of


class ReferralsUnitOfWork(UnitOfWork):
    """
    Children, referrals, hand-offs, what was announced to partners; and what is sealed.
    """

    personal: ClassVar = PERSONAL
    boundary: ClassVar = BOUNDARY
    repositories: ClassVar = {
        "whose_mothers": SqlWhoseMothers,
        "children": SqlChildren,
        "referrals": SqlReferrals,
        "hand_offs": SqlHandOffs,
        "sealed_cases": SqlSealedCases,
    }

    whose_mothers: SqlWhoseMothers
    children: SqlChildren
    referrals: SqlReferrals
    hand_offs: SqlHandOffs
    sealed_cases: SqlSealedCases

    @property
    def sealed_looks(self) -> SealedLooks:
        return SealedLooks(self.connection)

    def move_mother(self, mother_id: UUID, *, to: UUID) -> None:
        """
        Let every row that names a mother name the kept id of hers.
        """
        for table in (children, referrals, hand_offs, sealed_cases):
            hers = table.c.mother_id == mother_id
            self.connection.execute(table.update().where(hers).values(mother_id=to))
        self.whose_mothers.give_up(mother_id)

    def leave_with_first(self) -> None:
        """
        Let what is with nobody, though it was sent or is their own, be the first's.
        """
        visitors, intake = Organisation.HEALTH_VISITORS, Organisation.DAYCARE_INTAKE
        sent = referrals.c.state.not_in(NEVER_SENT)
        own = referrals.c.drafted_by_organisation == visitors
        theirs = referrals.c.health_visitors_id.is_(None), or_(sent, own)
        self.connection.execute(
            referrals.update()
            .where(*theirs)
            .values(health_visitors_id=first_of(visitors))
        )
        applied = hand_offs.c.state != HandOffState.WANTED
        self.connection.execute(
            hand_offs.update()
            .where(hand_offs.c.daycare_intake_id.is_(None), applied)
            .values(daycare_intake_id=first_of(intake))
        )

    def announcements(
        self,
        event_types: Collection[str],
        *,
        to: UUID,
        before: UUID | None,
        limit: int,
    ) -> list[bytes]:
        """
        Return announcements to one organisation as they were published, newest first.
        """
        keys = [routing_key(one, to=to) for one in event_types]
        query = select(outbox.c.body).where(outbox.c.routing_key.in_(keys))
        if before:
            query = query.where(outbox.c.event_id < before)
        newest = query.order_by(outbox.c.event_id.desc()).limit(limit)
        return list(self.connection.scalars(newest))
