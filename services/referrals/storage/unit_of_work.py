"""
One transaction of referrals.
"""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select

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
from shared.bus.unit_of_work import UnitOfWork
from shared.bus.whose import SqlWhoseMothers
from shared.contracts.envelope import read_envelope


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

    def announcements(
        self, event_types: Collection[str], *, before: UUID | None, limit: int
    ) -> list[bytes]:
        """
        Return announcements of these types as they were published, newest first.
        """
        if self.within is None:
            return [one.body for one in self._told(event_types, before, limit)]
        found: list[bytes] = []
        while some := self._told(event_types, before, limit):
            named = {one.body: _named_in(one.body) for one in some}
            hers = self._there_among(named.values())
            found += [body for body, its_id in named.items() if its_id in hers]
            if len(found) >= limit or len(some) < limit:
                break
            before = some[-1].event_id
        return found[:limit]

    def _told(
        self, event_types: Collection[str], before: UUID | None, limit: int
    ) -> Sequence[Any]:
        query = select(outbox.c.event_id, outbox.c.body).where(
            outbox.c.routing_key.in_(event_types)
        )
        if before:
            query = query.where(outbox.c.event_id < before)
        newest = query.order_by(outbox.c.event_id.desc()).limit(limit)
        return self.connection.execute(newest).all()

    def _there_among(self, ids: Collection[UUID]) -> set[UUID]:
        queries = (
            select(table.c.id).where(table.c.id.in_(ids))
            for table in (referrals, hand_offs)
        )
        return {one for query in queries for one in self.connection.scalars(query)}


def _named_in(body: bytes) -> UUID:
    _, _, its_id = read_envelope(body).event.subject.partition("/")
    return UUID(its_id)
