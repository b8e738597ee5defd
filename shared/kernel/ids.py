"""
Ids: new ones that sort by time, and ones that are derived from a cause.
"""

import secrets
import time
from functools import lru_cache
from uuid import UUID, uuid5

_CAUSES = UUID("6f0b6a55-2f7c-5d0e-9c0c-0d6b3a2f7e11")


def new_id() -> UUID:
    """
    Return a UUIDv7 (RFC 9562): unique, and sorted in the order of its making.

    The twelve bits after the milliseconds hold their fraction (method 3), so that the
    events of one transaction are published in the order in which they were announced.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62
    return UUID(int=value | secrets.randbits(62))


@lru_cache(maxsize=2_000)
def id_of_cause(kind: str, *parts: UUID | str) -> UUID:
    """
    Return the one id that this cause has, however often and wherever it is asked.

    ``id_of_cause("missed", mother_id, session_id)`` names the follow-up of one missed
    session, so a repeated event cannot make a second one.
    """
    return uuid5(_CAUSES, ":".join((kind, *map(str, parts))))
