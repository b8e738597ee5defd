"""
The closed lists of a daycare hand-off, and what may stand in its fields.
"""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from services.referrals.domain.errors import WishNotKnown


class HandOffState(StrEnum):
    """
    Where a hand-off is.
    """

    WANTED = "wanted"
    APPLIED = "applied"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    STARTED = "started"


class Wish(StrEnum):
    """
    What a mother may wish for beside a daycare that she names.
    """

    LINKED_DAYCARE = "linked_daycare"
    NEAR_HOME = "near_home"
    SAME_AS_SIBLING = "same_as_sibling"
    CHILDMINDER = "childminder"


def refuse_unknown_wishes(wishes: Iterable[str]) -> None:
    """
    Refuse a wish that is neither a code nor a daycare's id.

    The wishes reach daycare intake as they stand, so a sentence could carry anything.
    The refusal names the place in the list and not the wish, for the same reason.
    """
    errors = {
        place: ["Use one of the wish codes or a daycare's id."]
        for place, wish in enumerate(wishes)
        if wish not in set(Wish) and not _is_id(wish)
    }
    if errors:
        raise WishNotKnown({"wishes": errors})


def _is_id(wish: str) -> bool:
    try:
        return str(UUID(wish)) == wish
    except ValueError:
        return False
