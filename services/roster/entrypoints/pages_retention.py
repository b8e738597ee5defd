"""
How long what is kept, and whom the clocks reach soon.
"""

from typing import Any

from services.roster.entrypoints.clocks import clocks_of
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.retention_words import clocks_told
from services.roster.usecases import queries
from shared.db.engine import kept_for
from shared.web.http import Call


class Entrypoints:
    uow: Any

    @PAGES.get("/retention", "retention.html")
    def retention(self, call: Call) -> dict[str, Any]:
        may_see = PAGES.access.allows("GET /mothers", call.who)
        clocks = clocks_of(self.uow.engine)
        return {
            "clocks": clocks_told(kept_for(self.uow.engine)),
            "soon": queries.erased_soon(clocks=clocks, now=call.now, uow=self.uow)
            if may_see
            else [],
        }
