"""
Who is not in the room when a session opens, because somebody is being fetched.
"""

from collections.abc import Iterable

from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import PickUpState
from shared.kernel.organisations import Role


def out_at_opening(pick_ups: Iterable[PickUp]) -> frozenset[Role]:
    """
    Return which of the three fetch somebody to the session.

    Rule 6: whoever fetches a mother comes with her, so she does not count as one of
    the two who open, whether she is on her way or there already.
    """
    return frozenset(
        pick_up.arrangement.driver_role
        for pick_up in pick_ups
        if pick_up.state is not PickUpState.CANCELLED
    ) - {Role.MOTHER}
