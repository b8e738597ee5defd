"""
Taking in a list of mothers over JSON.
"""

from typing import Any

from services.roster.entrypoints.roster_csv import ReadRoster, read_roster
from services.roster.entrypoints.roster_has_errors import RosterHasErrors
from services.roster.entrypoints.schemas_imports import ImportAnswerSchema, ImportSchema
from services.roster.entrypoints.sent_file import content_in
from services.roster.usecases.import_roster import compare_roster, import_roster
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.post("/imports", reads=ImportSchema, answers=ImportAnswerSchema)
    def import_roster(self, call: Call) -> dict[str, Any]:
        """
        Take a list of mothers in, whole or not at all; or try what that would do.
        """
        today = on_the_wall(call.now).date()
        roster = read_roster(content=content_in(call.content), today=today)
        if call.content["dry_run"]:
            return self._tried_roster(call, roster)
        if roster.errors:
            raise RosterHasErrors(roster.errors)
        difference = import_roster(
            group_id=call.content["group_id"],
            rows=roster.rows,
            today=today,
            heard_by=call.by,
            uow=self.uow,
        )
        return _told(new=len(difference.new), known=difference.known, imported=True)

    def _tried_roster(self, call: Call, roster: ReadRoster) -> dict[str, Any]:
        difference = compare_roster(
            group_id=call.content["group_id"], rows=roster.rows, uow=self.uow
        )
        told = _told(new=len(difference.new), known=difference.known, imported=False)
        return told | {"errors": roster.errors}


def _told(*, new: int, known: int, imported: bool) -> dict[str, Any]:
    return {"new": new, "known": known, "errors": [], "imported": imported}
