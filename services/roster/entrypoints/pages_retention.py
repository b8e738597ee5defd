"""
How long what is kept, and whom the clocks reach soon.
"""

from typing import Any

from services.roster.entrypoints.clocks import clocks_of
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases import queries
from shared.bus.housekeeping import ANSWERS_ARE_KEPT, PUBLISHED_IS_KEPT
from shared.db.engine import kept_for
from shared.web.http import Call


class Entrypoints:
    uow: Any

    @PAGES.get("/retention", "retention.html")
    def retention(self, call: Call) -> dict[str, Any]:
        kept = kept_for(self.uow.engine)
        may_see = PAGES.access.allows("GET /mothers", call.who)
        clocks = clocks_of(self.uow.engine)
        return {
            "clocks": clocks,
            "kept": kept,
            "answers": ANSWERS_ARE_KEPT,
            "published": PUBLISHED_IS_KEPT,
            "soon": queries.erased_soon(clocks=clocks, now=call.now, uow=self.uow)
            if may_see
            else [],
        }
