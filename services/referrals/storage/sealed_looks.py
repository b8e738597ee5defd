"""
Who has looked at a sealed case: a chain for each, which its own leader alone sees.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update

from services.referrals.domain.sealed_sight import Reader
from services.referrals.storage.sealed_tables import sealed_looks, sealed_looks_heads
from services.referrals.usecases.views import SealedLooksSeen
from shared.looks.book import ONE_LOOK
from shared.looks.chain import NOWHERE, End, Link, broken_at, linked
from shared.looks.look import Look

_PART = "sealed"


class SealedLooks:
    """
    The looks at sealed cases of one transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(
        self, case_ids: Collection[UUID], *, reader: Reader, now: datetime
    ) -> None:
        """
        Write down that somebody saw these, unless she did a moment ago.
        """
        ends = self._ends_held(case_ids)
        again = self._seen_lately(case_ids, reader=reader, now=now)
        links = [
            link
            for case_id, end in ends.items()
            if case_id not in again
            for link in linked([_look(case_id, reader, at=now)], after=end)
        ]
        if links:
            self._append(links)

    def of(self, case_id: UUID) -> SealedLooksSeen:
        """
        Return who has looked at one case, newest first, and whether nothing is missing.
        """
        query = sealed_looks.select().where(sealed_looks.c.case_id == case_id)
        ordered = query.order_by(sealed_looks.c.number)
        links = [_link(row) for row in self._connection.execute(ordered)]
        [end] = self._ends(select(sealed_looks_heads), [case_id]).values()
        last = links[-1] if links else NOWHERE
        is_whole = broken_at(links, after=NOWHERE) is None
        return SealedLooksSeen(
            looks=[link.look for link in reversed(links)],
            is_whole=is_whole and (last.number, last.hash) == (end.number, end.hash),
        )

    def _ends_held(self, case_ids: Collection[UUID]) -> dict[UUID, End]:
        query = select(sealed_looks_heads).order_by(sealed_looks_heads.c.case_id)
        return self._ends(query.with_for_update(), case_ids)

    def _ends(self, query: Any, case_ids: Collection[UUID]) -> dict[UUID, End]:
        chosen = query.where(sealed_looks_heads.c.case_id.in_(case_ids))
        return {
            row.case_id: End(number=row.last_number, hash=row.last_hash)
            for row in self._connection.execute(chosen)
        }

    def _seen_lately(
        self, case_ids: Collection[UUID], *, reader: Reader, now: datetime
    ) -> set[UUID]:
        query = select(sealed_looks.c.case_id).where(
            sealed_looks.c.case_id.in_(case_ids),
            sealed_looks.c.user_id == reader.user_id,
            sealed_looks.c.role == reader.role,
            sealed_looks.c.at > now - ONE_LOOK,
        )
        return set(self._connection.scalars(query))

    def _append(self, links: Iterable[Link]) -> None:
        rows = [_row(link) for link in links]
        self._connection.execute(sealed_looks.insert(), rows)
        moved = update(sealed_looks_heads).where(
            sealed_looks_heads.c.case_id == bindparam("of_case")
        )
        ends = [
            {
                "of_case": row["case_id"],
                "last_number": row["number"],
                "last_hash": row["hash"],
            }
            for row in rows
        ]
        self._connection.execute(moved, ends)


def _look(case_id: UUID, who: Any, *, at: datetime) -> Look:
    """
    Return a look at a case, by a reader or by the row that tells of one.
    """
    return Look(
        at=at,
        user_id=who.user_id,
        role=who.role,
        organisation=who.organisation,
        person_id=case_id,
        part=_PART,
        purpose=_PART,
    )


def _row(link: Link) -> dict[str, Any]:
    look = link.look
    return {
        "case_id": look.person_id,
        "number": link.number,
        "at": look.at,
        "user_id": look.user_id,
        "role": look.role,
        "organisation": look.organisation,
        "hash": link.hash,
    }


def _link(row: Any) -> Link:
    look = _look(row.case_id, row, at=row.at)
    return Link(number=row.number, look=look, hash=row.hash)
