"""
Taking in a list of mothers over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.roster_csv import ReadRoster, read_roster
from services.roster.entrypoints.roster_csv_errors import in_words
from services.roster.entrypoints.roster_file_work import read_if_short, take_in
from services.roster.entrypoints.roster_has_errors import RosterHasErrors
from services.roster.entrypoints.schemas_imports import (
    ImportAnswerSchema,
    ImportFileAnswerSchema,
    ImportFileSchema,
    ImportSchema,
    TakeInSchema,
)
from services.roster.entrypoints.sent_file import content_in
from services.roster.usecases import queries
from services.roster.usecases.import_roster import compare_roster, import_roster
from services.roster.usecases.keep_roster_file import keep_roster_file
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.web import api
from shared.web.http import Call

_FOUND = ("rows", "new", "known", "faults")


class Entrypoints:
    uow: UnitOfWork

    @api.post("/imports", reads=ImportSchema, answers=ImportAnswerSchema)
    def import_roster(self, call: Call) -> dict[str, Any]:
        """
        Take a list of mothers in, whole or not at all; or try what that would do.

        It is answered when all is done: send a long one to ``/import_files``.
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

    @api.post(
        "/import_files",
        reads=ImportFileSchema,
        answers=ImportFileAnswerSchema,
        status=201,
    )
    def keep_import_file(self, call: Call) -> dict[str, Any]:
        """
        Send a list in, to be read beside everything else; it is kept for a day.
        """
        content = content_in(call.content)
        file_id = keep_roster_file(
            group_id=call.content["group_id"],
            content=content,
            now=call.now,
            uow=self.uow,
        )
        read_if_short(file_id, content=content, call=call, uow=self.uow)
        return self._far(file_id)

    @api.get("/import_files/<uuid:file_id>", answers=ImportFileAnswerSchema)
    def import_file(self, _call: Call, file_id: UUID) -> dict[str, Any]:
        """
        Return how far a list is: to_read, tried, taking_in, done or stopped.
        """
        return self._far(file_id)

    @api.post(
        "/import_files/<uuid:file_id>/take_in",
        reads=TakeInSchema,
        answers=ImportFileAnswerSchema,
    )
    def take_in_import_file(self, call: Call, file_id: UUID) -> dict[str, Any]:
        """
        Take a list in that was read, row by row; with ``good_rows`` without the others.
        """
        good_rows = call.content["good_rows"]
        take_in(file_id, good_rows=good_rows, call=call, uow=self.uow)
        return self._far(file_id)

    def _far(self, file_id: UUID) -> dict[str, Any]:
        file = queries.roster_file(file_id=file_id, uow=self.uow)
        found = file.findings
        told = {name: getattr(found, name, None) for name in _FOUND}
        return {
            **told,
            "id": file.id,
            "state": file.state.value,
            "errors": [in_words(one) for one in found.told_faults] if found else [],
            "differing": [
                {"line": one.line, "fields_": list(one.fields)}
                for one in (found.told_differences if found else ())
            ],
            "new_mothers": file.new_mothers,
            "known_mothers": file.known_mothers,
        }

    def _tried_roster(self, call: Call, roster: ReadRoster) -> dict[str, Any]:
        difference = compare_roster(
            group_id=call.content["group_id"], rows=roster.rows, uow=self.uow
        )
        told = _told(new=len(difference.new), known=difference.known, imported=False)
        return told | {"errors": roster.errors}


def _told(*, new: int, known: int, imported: bool) -> dict[str, Any]:
    return {"new": new, "known": known, "errors": [], "imported": imported}
