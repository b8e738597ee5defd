"""
Sealed cases as rows.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from services.referrals.domain.sealed_case import SealedCase
from services.referrals.domain.sealed_codes import SealedState
from services.referrals.domain.sealed_errors import SealedCaseNotFound
from services.referrals.domain.sealed_sight import AUTHORS, Reader
from services.referrals.storage.history import History
from services.referrals.storage.sealed_tables import (
    HANGS_ON_A_CASE,
    sealed_cases,
    sealed_history,
    sealed_looks_heads,
)
from shared.db.repository import Repository
from shared.db.writes import Writes
from shared.kernel.organisations import Organisation, Role
from shared.looks.chain import NOWHERE

_HISTORY = History(table=sealed_history, parent="case_id")
_SAME = (
    "id",
    "mother_id",
    "author_id",
    "organisation_id",
    "sent_on",
    "office",
    "parents_informed",
    "interpreted",
    "receipt_due_on",
    "receipted_on",
    "ended_at",
    "version",
)


class SqlSealedCases(Repository[SealedCase]):
    """
    Cases with their history; a list is always somebody's.
    """

    table = sealed_cases
    missing = SealedCaseNotFound

    def seen_by(self, reader: Reader) -> list[SealedCase]:
        """
        Return her own, or all of those whom she leads, the oldest first.
        """
        conditions = [sealed_cases.c.organisation_id == reader.organisation_id]
        if not reader.leads:
            if reader.role not in AUTHORS:
                return []
            conditions.append(sealed_cases.c.author_id == reader.user_id)
        return self.matching(*conditions)

    def forget_ended(self, *, before: datetime) -> None:
        """
        Delete what has ended before then, with who looked at it.
        """
        old = select(sealed_cases.c.id).where(sealed_cases.c.ended_at < before)
        for table in HANGS_ON_A_CASE:
            self.connection.execute(delete(table).where(table.c.case_id.in_(old)))
        ended = sealed_cases.c.ended_at < before
        self.connection.execute(delete(sealed_cases).where(ended))

    def to_row(self, thing: SealedCase) -> dict[str, Any]:
        return {
            **{name: getattr(thing, name) for name in _SAME},
            "author_role": thing.author_role,
            "organisation": thing.organisation,
            "state": thing.state,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[SealedCase]:
        history = _HISTORY.of(self.connection, [row.id for row in rows])
        return [
            SealedCase(
                **{name: getattr(row, name) for name in _SAME},
                author_role=Role(row.author_role),
                organisation=Organisation(row.organisation),
                state=SealedState(row.state),
                history=history[row.id],
            )
            for row in rows
        ]

    def write_children(self, things: Sequence[SealedCase], writes: Writes) -> None:
        _HISTORY.write(things, writes)
        writes.insert_new(
            sealed_looks_heads, [_new_chain(thing.id) for thing in things]
        )


def _new_chain(case_id: UUID) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "last_number": NOWHERE.number,
        "last_hash": NOWHERE.hash,
    }
