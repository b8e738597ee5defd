"""
Who may have been entered twice: the list, two entries side by side, and the merge.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.roster.entrypoints import enrolment_words, profile_words
from services.roster.entrypoints.acting import actor_of
from services.roster.entrypoints.danish_words import age
from services.roster.entrypoints.forms_duplicates import (
    MergeForm,
    OtherForm,
    SameQuery,
    typed_entry,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases import queries
from services.roster.usecases.duplicate_queries import (
    SideBySide,
    alike,
    duplicates,
    side_by_side,
)
from services.roster.usecases.merge_mothers import merge_mothers
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.tell_apart import tell_apart
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.moments import language_name
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/duplicates", "duplicates.html")
    def duplicates(self, call: Call) -> dict[str, Any]:
        return {"pairs": duplicates(uow=self.uow), **self._in_templates(call)}

    @PAGES.search("/mothers/alike", "mothers_alike.html")
    def mothers_alike(self, call: Call) -> dict[str, Any]:
        return {
            "mothers": alike(typed_entry(call.content), uow=self.uow),
            **self._in_templates(call),
        }

    @PAGES.get("/mothers/<uuid:mother_id>/same", "same.html")
    def side_by_side(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Show both entries, or whom to choose from as long as the other is not named.
        """
        other_id = read_as(SameQuery, call.query)["other"]
        sides: Sequence[SideBySide] = []
        if other_id is not None:
            sides = side_by_side(mother_id=mother_id, other_id=other_id, uow=self.uow)
        return {
            "sides": sides,
            "mother": queries.mother(mother_id=mother_id, uow=self.uow).mother,
            "pairs": [] if sides else duplicates(of_mother=mother_id, uow=self.uow),
            "spoken": lambda codes: ", ".join(map(language_name, codes)),
            **self._in_templates(call),
        }

    @PAGES.post("/mothers/<uuid:mother_id>/merge")
    def merge_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(MergeForm, call.content)
        merge_mothers(
            kept_id=mother_id,
            merged_id=told["other_id"],
            seen_version=told["version"],
            seen_merged_version=told["other_version"],
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return f"/roster/mothers/{mother_id}"

    @PAGES.post("/mothers/<uuid:mother_id>/different")
    def tell_apart_by_form(self, call: Call, mother_id: UUID) -> str:
        tell_apart(
            mother_id=mother_id,
            other_id=read_as(OtherForm, call.content)["other_id"],
            by=actor_of(call),
            now=call.now,
            uow=self.uow,
        )
        return "/roster/duplicates"

    def _in_templates(self, call: Call) -> dict[str, Any]:
        today = on_the_wall(call.now).date()
        groups = {one.id: one for one in queries.groups(uow=self.uow)}
        return {
            "words": enrolment_words,
            "groups": groups,
            "alike": profile_words.ALIKE,
            "reads": profile_words.READS,
            "help": enrolment_words.HELP,
            "age": lambda child: age(child.born_on, on=today),
        }
