"""
The pages of notifications.
"""

from pathlib import Path
from typing import Any

from services.notifications.entrypoints.access import ACCESS
from services.notifications.entrypoints.wording import (
    HELD_BACK,
    PURPOSES,
    TO_LOOK_AT,
    WITHDRAWN,
    WORDING,
)
from services.notifications.usecases.queries import overview
from shared.web.common import common_entrypoints
from shared.web.http import Call
from shared.web.pages import Pages

PAGES = Pages("notifications", Path(__file__).parents[1] / "templates", WORDING, ACCESS)

_COMMON: Any = common_entrypoints(PAGES)


class Entrypoints(_COMMON):
    """
    One page: what waits, what left, and what did not.
    """

    uow: Any

    @PAGES.get("/", "overview.html")
    def overview(self, call: Call) -> dict[str, Any]:
        return {
            "messages": overview(uow=self.uow),
            "now": call.now,
            "purposes": PURPOSES,
            "held_back": HELD_BACK,
            "withdrawn": WITHDRAWN,
            "to_look_at": TO_LOOK_AT,
        }
