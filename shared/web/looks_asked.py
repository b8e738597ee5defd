"""
What is asked of the log of looks behind the question mark of an address.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Connection

from shared.kernel.clock import in_utc
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid
from shared.looks.chain import Link
from shared.looks.reading import Asked, drawn, newest, numbers_since

MOST_SHOWN = 25
_SHORT = re.compile("[0-9a-f]{8}")
LARGEST_SAMPLE = 100
SAMPLED_BACK = timedelta(days=30)
# Among so many draws are enough that are asked for, where it is narrowed.
_DRAWS_FOR_EACH = 30


def asked_looks(query: Mapping[str, str], *, own: Organisation | None) -> Asked:
    """
    Return which looks are asked for; those of ``own`` people only, where it is given.

    Raises Invalid, naming the field.
    """
    asked = Asked(
        person_id=_id(query, "person"),
        user_id=_id(query, "user"),
        before=_whole(query, "before", most=2**62),
        organisation=own,
    )
    day = _day(query)
    if day is None:
        return asked
    tomorrow = day + timedelta(days=1)
    return replace(asked, since=in_utc(day, time(0)), until=in_utc(tomorrow, time(0)))


def found_looks(
    connection: Connection, asked: Asked, query: Mapping[str, str], *, now: datetime
) -> Sequence[Link]:
    """
    Return the newest looks or, where a sample is asked for, some of the last 30 days.

    Raises Invalid.
    """
    wanted = _whole(query, "sample", most=LARGEST_SAMPLE)
    if wanted is None:
        return newest(connection, asked, limit=MOST_SHOWN)
    numbers = numbers_since(connection, now - SAMPLED_BACK)
    draws = min(len(numbers), wanted * _DRAWS_FOR_EACH)
    chosen = secrets.SystemRandom().sample(numbers, draws)
    return drawn(connection, chosen, asked)[:wanted]


def _id(query: Mapping[str, str], name: str) -> UUID | str | None:
    """
    Return an id, or the end of one as the page shows it.
    """
    told = query.get(name, "").strip().lower()
    if _SHORT.fullmatch(told):
        return told
    try:
        return UUID(told) if told else None
    except ValueError:
        raise Invalid({name: ["Use an id as it was given."]}) from None


def _whole(query: Mapping[str, str], name: str, *, most: int) -> int | None:
    told = query.get(name, "").strip()
    if not told:
        return None
    if not (told.isascii() and told.isdecimal()) or not 1 <= int(told[:20]) <= most:
        raise Invalid({name: [f"A whole number from 1 to {most}."]})
    return int(told)


def _day(query: Mapping[str, str]) -> date | None:
    told = query.get("day", "").strip()
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise Invalid({"day": ["A day as 2026-11-24."]}) from None
