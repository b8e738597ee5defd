"""
The pages of notifications.
"""

from pathlib import Path
from typing import Any

from services.notifications.entrypoints.access import ACCESS
from services.notifications.entrypoints.field_words import FIELD_WORDS
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

_TEMPLATES = Path(__file__).parents[1] / "templates"
PAGES = Pages("notifications", _TEMPLATES, WORDING, ACCESS, FIELD_WORDS)

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
