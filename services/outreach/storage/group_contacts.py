"""
From whom each group's mothers hear, as the roster has told.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from services.outreach.domain.group_contact import GroupContact, StandIn
from services.outreach.storage.tables import group_contacts
from shared.db.repository import Repository


class SqlGroupContacts(Repository[GroupContact]):
    """
    There are as many as groups at most.
    """

    table: ClassVar = group_contacts
    key: ClassVar[str] = "group_id"

    def everyone(self) -> list[GroupContact]:
        return self.matching()

    def to_row(self, thing: GroupContact) -> dict[str, Any]:
        # The release before knows one stand-in, in columns of its own.
        first, *later = thing.stand_ins or (None,)
        return {
            "group_id": thing.group_id,
            "user_id": thing.user_id,
            "deputy_id": first and first.deputy_id,
            "deputy_from": first and first.first_day,
            "deputy_until": first and first.last_day,
            "later_stand_ins": [_written(one) for one in later if one] or None,
            "told_owner_id": thing.told_owner_id,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[GroupContact]:
        return [
            GroupContact(
                group_id=row.group_id,
                user_id=row.user_id,
                stand_ins=(*_first_in(row), *map(_read, row.later_stand_ins or ())),
                told_owner_id=row.told_owner_id,
            )
            for row in rows
        ]


def _first_in(row: Any) -> Sequence[StandIn]:
    if row.deputy_id is None:
        return ()
    first, last = row.deputy_from, row.deputy_until
    return [StandIn(deputy_id=row.deputy_id, first_day=first, last_day=last)]


def _written(one: StandIn) -> list[str]:
    return [str(one.deputy_id), one.first_day.isoformat(), one.last_day.isoformat()]


def _read(told: Sequence[str]) -> StandIn:
    deputy_id, first, last = told
    return StandIn(
        deputy_id=UUID(deputy_id),
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last),
    )
