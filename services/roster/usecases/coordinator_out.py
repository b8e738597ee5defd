from collections.abc import Iterable

from services.roster.domain.out_at_opening import out_at_opening
from services.roster.usecases.views import PickUpView
from shared.kernel.organisations import Role


def coordinator_out(pick_ups: Iterable[PickUpView]) -> bool:
    """
    Return whether the coordinator fetches somebody when the session of these opens.
    """
    return Role.COORDINATOR in out_at_opening(view.pick_up for view in pick_ups)
