"""
A place on the list, and the list itself, as they stand in an address.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.outreach.domain.ranking import Rank
from services.outreach.usecases.tasks import Reached
from services.outreach.usecases.work_list import Place
from shared.kernel.refusal import Invalid

TODAY = "/outreach/"
_PART = re.compile(r"(group|owner)=[0-9a-f-]{36}")
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def in_address(place: Place) -> str:
    rank, since, mother_id = place
    return f"{rank}.{(since - _BEGINNING) // _MICROSECOND}.{mother_id}"


def task_in_address(reached: Reached) -> str:
    since, key = reached
    return f"{(since - _BEGINNING) // _MICROSECOND}.{key}"


def task_in(told: str | None) -> Reached | None:
    """
    Return the place after which a part of the tasks begins; nothing is the beginning.

    Raises Invalid: another system is not to read from the beginning by mistake.
    """
    if not told:
        return None
    try:
        since, key = told.split(".")
        return _BEGINNING + int(since) * _MICROSECOND, UUID(key)
    except (ValueError, OverflowError):
        raise Invalid({"after": ["Not the end of a part."]}) from None


def place_in(told: str) -> Place | None:
    """
    Return the place that an address names; what is none begins at the top.
    """
    try:
        rank, since, mother_id = told.split(".")
        moment = _BEGINNING + int(since) * _MICROSECOND
        return Rank(int(rank)), moment, UUID(mother_id)
    except (ValueError, OverflowError):
        return None


def list_after(sent: Mapping[str, str], *, saved: UUID) -> str:
    """
    Return to the list, or to the part of it, from which something was saved.
    """
    part = sent.get("part", "")
    also = f"&{part}" if _PART.fullmatch(part) else ""
    return f"{TODAY}?saved={saved}{also}"
