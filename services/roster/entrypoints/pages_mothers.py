"""
Mothers: the list, one mother, and a new one.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.search_name import search_name
from services.roster.entrypoints.danish_words import (
    ORGANISATIONS,
    PURPOSES,
    age,
)
from services.roster.entrypoints.forms import (
    CHILDREN_ON_FORM,
    ChildForm,
    ContactChangeForm,
    NewMotherForm,
    SearchForm,
    children_in,
)
from services.roster.entrypoints.in_danish import in_danish
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.pages_pick_ups import WORDS
from services.roster.entrypoints.read_as import read_as
from services.roster.entrypoints.typed_mother import contact_of, row_of
from services.roster.usecases import queries
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.change_contact import change_contact
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.pick_up_queries import (
    has_been_here,
    pick_ups_of_mother,
)
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.moments import language_name


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/mothers", "mothers.html")
    def mothers(self, call: Call) -> dict[str, Any]:
        return self._everybody(call)

    @PAGES.search("/mothers", "mothers.html")
    def search_mothers(self, call: Call) -> dict[str, Any]:
        text = read_as(SearchForm, call.content)["name"]
        if not search_name(text):
            return self._everybody(call)
        return {
            "text": text,
            "most": queries.MOST_FOUND,
            "mothers": queries.found_mothers(text=text, uow=self.uow),
            **_told_in_templates(call),
        }

    def _everybody(self, call: Call) -> dict[str, Any]:
        most = queries.MOST_SHOWN
        listed = queries.mothers(group_id=None, limit=most, uow=self.uow)
        return {"text": "", "most": most, "mothers": listed, **_told_in_templates(call)}

    @PAGES.get("/mothers/new", "mother_new.html")
    def new_mother(self, call: Call) -> dict[str, Any]:
        return {
            "groups": queries.groups(uow=self.uow),
            "today": on_the_wall(call.now).date(),
            "children": range(1, CHILDREN_ON_FORM + 1),
        }

    @PAGES.post("/mothers/new")
    def add_mother_by_form(self, call: Call) -> str:
        with in_danish():
            told = read_as(NewMotherForm, call.content)
            children = [
                read_as(ChildForm, child) for child in children_in(call.content)
            ]
            mother, _ = add_mother(
                group_id=told["group_id"],
                told=row_of({**told, "children": children}),
                today=on_the_wall(call.now).date(),
                heard_by=call.by,
                uow=self.uow,
            )
        return f"/roster/mothers/{mother.id}"

    @PAGES.get("/mothers/<uuid:mother_id>", "mother.html")
    def mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        seen = queries.mother(mother_id=mother_id, uow=self.uow)
        return {
            "mother": seen.mother,
            "children": seen.children,
            "disclosures": queries.disclosures(mother_id=mother_id, uow=self.uow),
            "pick_ups": pick_ups_of_mother(
                mother_id=mother_id, now=call.now, uow=self.uow
            ),
            "has_been_here": has_been_here(
                mother_id=mother_id, now=call.now, uow=self.uow
            ),
            **WORDS,
            "purposes": PURPOSES,
            "organisations": ORGANISATIONS,
            "today": on_the_wall(call.now).date(),
            **_told_in_templates(call),
        }

    @PAGES.post("/mothers/<uuid:mother_id>/contact")
    def change_contact_by_form(self, call: Call, mother_id: UUID) -> str:
        with in_danish():
            told = read_as(ContactChangeForm, call.content)
            change_contact(
                mother_id=mother_id,
                contact=contact_of(told),
                said_yes_on=told["said_yes_on"],
                seen_version=told["version"],
                today=on_the_wall(call.now).date(),
                heard_by=call.by,
                uow=self.uow,
            )
        return f"/roster/mothers/{mother_id}"

    @PAGES.post("/mothers/<uuid:mother_id>/decline")
    def decline_mother_by_form(self, call: Call, mother_id: UUID) -> str:
        decline_mother(
            mother_id=mother_id,
            said_on=on_the_wall(call.now).date(),
            uow=self.uow,
        )
        return f"/roster/mothers/{mother_id}"


def _told_in_templates(call: Call) -> dict[str, Any]:
    today = on_the_wall(call.now).date()
    return {
        "spoken": lambda mother: ", ".join(map(language_name, mother.languages)),
        "age": lambda child: age(child.born_on, on=today),
        "is_over_two": lambda child: child.is_over_two(on=today),
    }
