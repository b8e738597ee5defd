"""
The steps that were taken: only ever added to.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection, Table

from services.referrals.domain.transition import Transition
from shared.db.writes import Writes
from shared.kernel.organisations import Organisation, Role


class HasHistory(Protocol):
    """
    A referral or a hand-off.
    """

    id: UUID
    history: list[Transition]


@dataclass(frozen=True, kw_only=True)
class History:
    """
    One table of steps; ``parent`` is its column for whom they belong to.
    """

    table: Table
    parent: str

    def of(
        self, connection: Connection, parents: Iterable[UUID]
    ) -> dict[UUID, list[Transition]]:
        """
        Return the steps of all these, read with one query.
        """
        column = self.table.c[self.parent]
        query = self.table.select().where(column.in_(list(parents)))
        found: defaultdict[UUID, list[Transition]] = defaultdict(list)
        for row in connection.execute(query.order_by(self.table.c.position)):
            found[getattr(row, self.parent)].append(_transition(row))
        return found

    def write(self, things: Iterable[HasHistory], writes: Writes) -> None:
        """
        Write what is not there yet; a step that was taken is never written over.
        """
        rows = [
            {self.parent: thing.id, "position": position, **vars(step)}
            for thing in things
            for position, step in enumerate(thing.history)
        ]
        writes.insert_new(self.table, rows)


def _transition(row: Any) -> Transition:
    return Transition(
        at=row.at,
        from_state=row.from_state,
        to_state=row.to_state,
        by_role=Role(row.by_role),
        by_organisation=Organisation(row.by_organisation),
        reason=row.reason,
        causing_event_id=row.causing_event_id,
    )
