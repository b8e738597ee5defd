"""
Hand-offs as rows.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.referrals.domain.errors import HandOffNotFound
from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.storage.consents import consent_of, consent_row
from services.referrals.storage.history import History
from services.referrals.storage.tables import children, hand_off_history, hand_offs
from services.referrals.usecases.views import HandOffLine
from shared.db.counts import counts_by
from shared.db.repository import Repository
from shared.db.writes import Writes

_HISTORY = History(table=hand_off_history, parent="hand_off_id")
_SAME = (
    "id",
    "child_id",
    "mother_id",
    "need_month",
    "applied_on",
    "answer_by",
    "wished",
    "start_month",
    "version",
)


class SqlHandOffs(Repository[HandOff]):
    """
    Hand-offs with their history, and lists of them.
    """

    table = hand_offs
    missing = HandOffNotFound

    def open_for(self, child_ids: Collection[UUID]) -> HandOff | None:
        found = self.matching(
            hand_offs.c.child_id.in_(child_ids),
            hand_offs.c.state != HandOffState.STARTED,
        )
        return found[0] if found else None

    def listed(
        self, *, states: Collection[HandOffState], oldest_first: bool, limit: int
    ) -> list[HandOffLine]:
        order = hand_offs.c.id if oldest_first else hand_offs.c.id.desc()
        query = (
            select(hand_offs, children.c.birth_month)
            .join(children, children.c.child_id == hand_offs.c.child_id)
            .where(hand_offs.c.state.in_(states))
            .order_by(order)
        )
        return [_line(row) for row in self.connection.execute(query.limit(limit))]

    def counts_by_state(self) -> dict[str, int]:
        return counts_by(self.connection, hand_offs.c.state)

    def to_row(self, thing: HandOff) -> dict[str, Any]:
        return {
            **{name: getattr(thing, name) for name in _SAME},
            **consent_row(thing.consent),
            "daycare_intake_id": thing.daycare_intake_id,
            "wishes": list(thing.wishes),
            "languages": list(thing.languages),
            "state": thing.state,
            "changed_at": thing.history[-1].at,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[HandOff]:
        history = _HISTORY.of(self.connection, [row.id for row in rows])
        return [
            HandOff(
                **{name: getattr(row, name) for name in _SAME},
                wishes=tuple(row.wishes),
                languages=tuple(row.languages),
                consent=consent_of(row),
                daycare_intake_id=row.daycare_intake_id,
                state=HandOffState(row.state),
                history=history[row.id],
            )
            for row in rows
        ]

    def write_children(self, things: Sequence[HandOff], writes: Writes) -> None:
        _HISTORY.write(things, writes)


def _line(row: Any) -> HandOffLine:
    return HandOffLine(
        **{name: getattr(row, name) for name in _SAME},
        birth_month=row.birth_month,
        languages=tuple(row.languages),
        state=HandOffState(row.state),
        changed_at=row.changed_at,
    )
