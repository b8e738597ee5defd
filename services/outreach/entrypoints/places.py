"""
A place on the list, as it stands in the address of the next page.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.outreach.domain.ranking import Rank
from services.outreach.usecases.work_list import Place

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def in_address(place: Place) -> str:
    rank, since, mother_id = place
    return f"{rank}.{(since - _BEGINNING) // _MICROSECOND}.{mother_id}"


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
