"""
Who walks in and stands on no list: entered in the register itself, in one step.
"""

from uuid import UUID

from services.roster.entrypoints.forms import WalkInForm
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.typed_mother import walk_in_of
from services.roster.usecases import queries
from services.roster.usecases.add_walk_in import add_walk_in
from services.roster.usecases.ports import UnitOfWork
from shared.web.http import Call
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork

    @PAGES.post("/sessions/<uuid:session_id>/walk-ins")
    def add_walk_in_by_form(self, call: Call, session_id: UUID) -> str:
        """
        Lead back to her line; or, if her number is known, to whom it belongs.
        """
        here = f"/roster/sessions/{session_id}"
        told = walk_in_of(read_as(WalkInForm, call.content))
        known = queries.with_her_phone(told, uow=self.uow)
        if known is not None:
            return f"{here}?known={known.id}#known"
        _, mother_id = add_walk_in(
            session_id=session_id,
            told=told,
            heard_by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"{here}#mother-{mother_id}"
