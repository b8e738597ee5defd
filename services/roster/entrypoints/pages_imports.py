"""
Taking in a list: choose a file, see what it would change, take it in.
"""

from datetime import date
from typing import Any
from uuid import UUID

from services.roster.domain.roster_file import RosterFile
from services.roster.entrypoints.chosen_file import chosen_file
from services.roster.entrypoints.forms import ImportForm
from services.roster.entrypoints.in_danish import in_danish
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.read_as import read_as
from services.roster.entrypoints.roster_csv import ReadRoster, read_roster
from services.roster.usecases import queries
from services.roster.usecases.import_roster import compare_roster
from services.roster.usecases.import_roster_file import import_roster_file
from services.roster.usecases.keep_roster_file import keep_roster_file
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.staffing_queries import full_groups
from shared.kernel.clock import on_the_wall
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/import", "import.html")
    def choose_file(self, _call: Call) -> dict[str, Any]:
        return {
            "groups": queries.groups(uow=self.uow),
            "full": full_groups(uow=self.uow),
        }

    @PAGES.post("/import")
    def keep_file_by_form(self, call: Call) -> str:
        with in_danish():
            content = chosen_file(call)
            told = read_as(ImportForm, call.content)
            file_id = keep_roster_file(
                group_id=told["group_id"], content=content, now=call.now, uow=self.uow
            )
        return f"/roster/import/{file_id}"

    @PAGES.get("/import/<uuid:file_id>", "import_file.html")
    def try_file(self, call: Call, file_id: UUID) -> dict[str, Any]:
        """
        Show what the file would change; nothing is changed by looking.
        """
        with self.uow.reading():
            file = queries.roster_file(file_id=file_id, uow=self.uow)
            if file.used_at is not None:
                told = {"new": file.new_mothers, "known": file.known_mothers}
                return {"file": file, "errors": [], **told}
            return {"file": file, **self._tried(file, today=_today(call))}

    @PAGES.post("/import/<uuid:file_id>")
    def import_file_by_form(self, call: Call, file_id: UUID) -> str:
        """
        Take the file in, or go back to the page that shows what is wrong in it.
        """
        with self.uow, in_danish():
            file = queries.roster_file(file_id=file_id, uow=self.uow)
            roster = _read(file, today=_today(call))
            if not roster.errors:
                import_roster_file(
                    file_id=file_id,
                    rows=roster.rows,
                    heard_by=call.by,
                    now=call.now,
                    uow=self.uow,
                )
            self.uow.commit()
        return f"/roster/import/{file_id}"

    def _tried(self, file: RosterFile, *, today: date) -> dict[str, Any]:
        roster = _read(file, today=today)
        difference = compare_roster(
            group_id=file.group_id, rows=roster.rows, uow=self.uow
        )
        return {
            "errors": roster.errors,
            "new": len(difference.new),
            "known": difference.known,
        }


def _read(file: RosterFile, *, today: date) -> ReadRoster:
    return read_roster(content=file.unused_content(), today=today)


def _today(call: Call) -> date:
    return on_the_wall(call.now).date()
