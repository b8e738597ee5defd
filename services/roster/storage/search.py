"""
Search keys in the database, and the mothers who have them.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    not_,
    select,
)

from services.roster.domain.enrolment import Help
from services.roster.domain.profile import Knows
from services.roster.domain.search_keys import (
    KNOWS,
    keys_of_knowing,
    wanted_endings,
    wanted_keys,
    wanted_sounds,
)
from services.roster.domain.search_name import search_name
from services.roster.storage.tables import mothers, offers, search_keys
from shared.db.prepared import Prepared
from shared.db.writes import Writes


def _begins_so(text: str) -> ColumnElement[bool]:
    """
    Find what begins so as a stretch of the index, which both databases walk.
    """
    key = search_keys.c.key
    after = text[:-1] + chr(ord(text[-1]) + 1)
    return and_(key >= text, key < after)


def _forget(those: ColumnElement[bool]) -> Prepared:
    hers = search_keys.c.mother_id == bindparam("of_mother")
    return Prepared(lambda _on: search_keys.delete().where(hers, those))


# What she knows is written with her profile, the rest with her name and number.
FORGET_WHO_SHE_IS = _forget(not_(_begins_so(KNOWS)))
FORGET_WHAT_SHE_KNOWS = _forget(_begins_so(KNOWS))


def write_keys(
    before: Mapping[UUID, frozenset[str]],
    now: Mapping[UUID, frozenset[str]],
    writes: Writes,
    *,
    forget: Prepared,
) -> None:
    """
    Put new keys in the place of those that stood there, where they differ.
    """
    changed = [one for one in now if before.get(one) != now[one]]
    for mother_id in changed:
        if mother_id in before:
            writes.change(forget, {"of_mother": mother_id})
    rows = [
        {"key": key, "mother_id": mother_id}
        for mother_id in changed
        for key in sorted(now[mother_id])
    ]
    writes.insert(search_keys, rows)


def found_ids(connection: Connection, text: str, *, limit: int) -> list[UUID]:
    """
    Return who has all that was typed, and after them who has what is like it.

    That is a name that sounds so, or a number that ends so.
    """
    found = _having(connection, wanted_keys(text), text, limit=limit)
    if len(found) < limit:
        likely = wanted_sounds(text) or wanted_endings(text)
        like = _having(connection, likely, text, limit=limit)
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
    return select(search_keys.c.mother_id).where(_begins_so(text))


def who_offers(kind: Help) -> Select[UUID]:
    return select(offers.c.mother_id).where(offers.c.kind == kind)


def who_knows(kind: Knows) -> Select[UUID]:
    (key,) = keys_of_knowing([kind])
    return select(search_keys.c.mother_id).where(search_keys.c.key == key)
