"""
What mothers tell of themselves, in the database.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from services.roster.domain.enrolment import Help
from services.roster.domain.profile import Knows, PhoneOf, Profile, Reads
from services.roster.domain.search_keys import keys_of_knowing
from services.roster.storage.search import FORGET_WHAT_SHE_KNOWS, write_keys
from services.roster.storage.tables import offers, profiles
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.db.writes import Writes

_FORGET = Prepared(
    lambda _on: offers.delete().where(offers.c.mother_id == bindparam("of_mother"))
)


class SqlProfiles(Repository[Profile]):
    """
    The profiles of those who have told something.
    """

    table = profiles
    key = "mother_id"

    def __init__(self, connection: Connection, *, writing: bool) -> None:
        super().__init__(connection, writing=writing)
        self._offered: dict[UUID, frozenset[Help]] = {}
        # By what she knows she is searched for.
        self._keys: dict[UUID, frozenset[str]] = {}

    def with_buddy(self, buddy_id: UUID) -> list[Profile]:
        return self.matching(profiles.c.buddy_id == buddy_id)

    def food_notes(self, mother_ids: Collection[UUID]) -> dict[UUID, str]:
        """
        Return what those of these mothers eat who have told something of it.
        """
        columns = profiles.c
        told = select(columns.mother_id, columns.food_note).where(
            columns.mother_id.in_(mother_ids), columns.food_note.is_not(None)
        )
        return {one.mother_id: one.food_note for one in self.connection.execute(told)}

    def remove(self, thing: Profile) -> None:
        """
        Delete what she told; what was saved of it before is written first.
        """
        self.flush()
        for table in (offers, profiles):
            query = table.delete().where(table.c.mother_id == thing.mother_id)
            self.connection.execute(query)
        forget = FORGET_WHAT_SHE_KNOWS.on(self.connection)
        self.connection.execute(forget, {"of_mother": thing.mother_id})
        self._known[thing.mother_id] = None

    def to_row(self, thing: Profile) -> dict[str, Any]:
        row = vars(thing) | {
            "reading_languages": list(thing.reading_languages),
            "knows": sorted(thing.knows),
        }
        del row["offers"]
        return row

    def from_rows(self, rows: Sequence[Any]) -> list[Profile]:
        offered = self._read_offers([row.mother_id for row in rows])
        self._offered |= offered
        self._keys |= {row.mother_id: keys_of_knowing(row.knows) for row in rows}
        return [_profile(row, offered[row.mother_id]) for row in rows]

    def write_children(self, things: Sequence[Profile], writes: Writes) -> None:
        for one in things:
            before = self._offered.get(one.mother_id, frozenset())
            if before != one.offers:
                writes.change(_FORGET, {"of_mother": one.mother_id})
                writes.insert(
                    offers,
                    [
                        {"mother_id": one.mother_id, "kind": kind}
                        for kind in sorted(one.offers)
                    ],
                )
            self._offered[one.mother_id] = one.offers
        now = {one.mother_id: keys_of_knowing(one.knows) for one in things}
        write_keys(self._keys, now, writes, forget=FORGET_WHAT_SHE_KNOWS)
        self._keys |= now

    def _read_offers(self, ids: Collection[UUID]) -> dict[UUID, frozenset[Help]]:
        found: dict[UUID, frozenset[Help]] = dict.fromkeys(ids, frozenset())
        if not found:
            return found
        query = select(offers).where(offers.c.mother_id.in_(ids))
        for row in self.connection.execute(query):
            found[row.mother_id] |= {Help(row.kind)}
        return found


def _profile(row: Any, offered: frozenset[Help]) -> Profile:
    return Profile(
        mother_id=row.mother_id,
        reads=None if row.reads is None else Reads(row.reads),
        reading_languages=tuple(row.reading_languages),
        phone_of=None if row.phone_of is None else PhoneOf(row.phone_of),
        knows=frozenset(map(Knows, row.knows)),
        offers=offered,
        food_note=row.food_note,
        buddy_id=row.buddy_id,
        version=row.version,
    )
