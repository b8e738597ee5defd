"""
Search keys in the database, and the mothers who have them.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, Select, and_, bindparam, case, select

from services.roster.domain.search_keys import wanted_keys, wanted_sounds
from services.roster.domain.search_name import search_name
from services.roster.storage.tables import mothers, search_keys
from shared.db.prepared import Prepared
from shared.db.writes import Writes

_FORGET = Prepared(
    lambda _on: search_keys.delete().where(
        search_keys.c.mother_id == bindparam("of_mother")
    )
)


def write_keys(
    before: Mapping[UUID, frozenset[str]],
    now: Mapping[UUID, frozenset[str]],
    writes: Writes,
) -> None:
    """
    Put new keys in the place of those that stood there, where they differ.
    """
    changed = [one for one in now if before.get(one) != now[one]]
    for mother_id in changed:
        if mother_id in before:
            writes.change(_FORGET, {"of_mother": mother_id})
    rows = [
        {"key": key, "mother_id": mother_id}
        for mother_id in changed
        for key in sorted(now[mother_id])
    ]
    writes.insert(search_keys, rows)


def found_ids(connection: Connection, text: str, *, limit: int) -> list[UUID]:
    """
    Return who has all that was typed; and after them, who has what sounds like it.
    """
    found = _having(connection, wanted_keys(text), text, limit=limit)
    if len(found) < limit:
        like = _having(connection, wanted_sounds(text), text, limit=limit)
        found += [one for one in like if one not in found]
    return found[:limit]


def _having(
    connection: Connection, beginnings: Sequence[str], text: str, *, limit: int
) -> list[UUID]:
    if not beginnings:
        return []
    name = mothers.c.search_name
    begins_so = name.startswith(search_name(text), autoescape=True)
    query = (
        select(mothers.c.id)
        .where(and_(*(mothers.c.id.in_(_beginning(one)) for one in beginnings)))
        .order_by(case((begins_so, 0), else_=1), name, mothers.c.id)
    )
    return list(connection.scalars(query.limit(limit)))


def _beginning(text: str) -> Select[UUID]:
    """
    Find what begins so as a stretch of the index, which both databases walk.
    """
    key = search_keys.c.key
    after = text[:-1] + chr(ord(text[-1]) + 1)
    return select(search_keys.c.mother_id).where(key >= text, key < after)
