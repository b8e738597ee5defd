"""
Taking in a list: choose a file, see what it would change, take it in.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.roster.domain.roster_file import Difference, RosterFile
from services.roster.entrypoints.chosen_file import chosen_file
from services.roster.entrypoints.field_words import FIELDS
from services.roster.entrypoints.forms import GoodRowsForm, ImportForm
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.roster_csv_errors import in_words
from services.roster.entrypoints.roster_file_work import read_if_short, take_in
from services.roster.usecases import queries
from services.roster.usecases.keep_roster_file import keep_roster_file
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.staffing_queries import full_groups
from shared.web.http import Call
from shared.web.read_as import read_as


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
        content = chosen_file(call)
        told = read_as(ImportForm, call.content)
        file_id = keep_roster_file(
            group_id=told["group_id"], content=content, now=call.now, uow=self.uow
        )
        read_if_short(file_id, content=content, call=call, uow=self.uow)
        return f"/roster/import/{file_id}"

    @PAGES.get("/import/<uuid:file_id>", "import_file.html")
    def see_file(self, _call: Call, file_id: UUID) -> dict[str, Any]:
        """
        Show what the file would change, or how far it is; nothing changes by looking.
        """
        file = queries.roster_file(file_id=file_id, uow=self.uow)
        return {"file": file, "findings": file.findings, **_told(file)}

    @PAGES.post("/import/<uuid:file_id>")
    def import_file_by_form(self, call: Call, file_id: UUID) -> str:
        """
        Take the file in, or go back to the page that shows what is wrong in it.
        """
        good_rows = read_as(GoodRowsForm, call.content)["good_rows"]
        file = queries.roster_file(file_id=file_id, uow=self.uow)
        if file.may_be_taken_in(good_rows=good_rows):
            take_in(file_id, good_rows=good_rows, call=call, uow=self.uow)
        return f"/roster/import/{file_id}"


def _told(file: RosterFile) -> dict[str, Any]:
    if file.findings is None:
        return {"errors": [], "differing": []}
    return {
        "errors": [in_words(fault) for fault in file.findings.told_faults],
        "differing": _in_words(file.findings.told_differences),
    }


def _in_words(differing: Sequence[Difference]) -> list[tuple[int, str]]:
    return [
        (one.line, ", ".join(str(FIELDS[name]).lower() for name in one.fields))
        for one in differing
    ]
