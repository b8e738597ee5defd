"""
What a mother tells of herself, and her children: changed on her page.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.roster.entrypoints import enrolment_words, profile_words
from services.roster.entrypoints.forms import ChildForm
from services.roster.entrypoints.forms_profile import (
    ProfileChangeForm,
    ProfileForm,
    typed_of_herself,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases import queries
from services.roster.usecases.change_profile import change_profile
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.profile_queries import possible_buddies, profile_of
from services.roster.usecases.remove_child import bring_child_back, remove_child
from services.roster.usecases.write_child import add_child, put_child_right
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.moments import language_name
from shared.web.read_as import read_as

_HER = "/mothers/<uuid:mother_id>"
PROFILE_WORDS: Mapping[str, Any] = {
    "reads": profile_words.READS,
    "phone_of": profile_words.PHONE_OF,
    "knows": profile_words.KNOWS,
    "help": enrolment_words.HELP,
    "named": lambda codes: ", ".join(map(language_name, codes)),
}


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get(f"{_HER}/profile", "profile.html")
    def profile(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Show the form on a page of its own: who may be her buddy are others' names.
        """
        del call
        return {
            "mother": queries.mother(mother_id=mother_id, uow=self.uow).mother,
            "told": profile_of(mother_id=mother_id, uow=self.uow),
            "buddies": possible_buddies(besides=mother_id, uow=self.uow),
            **PROFILE_WORDS,
        }

    @PAGES.post(f"{_HER}/profile")
    def change_profile_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(ProfileForm, call.content)
        change_profile(
            mother_id=mother_id,
            told=typed_of_herself(told, call.content),
            seen_version=read_as(ProfileChangeForm, call.content)["version"],
            uow=self.uow,
        )
        return f"/roster/mothers/{mother_id}"

    @PAGES.post(f"{_HER}/children")
    def add_child_by_form(self, call: Call, mother_id: UUID) -> str:
        add_child(mother_id=mother_id, **_child_in(call), uow=self.uow)
        return f"/roster/mothers/{mother_id}"

    @PAGES.post(f"{_HER}/children/<uuid:child_id>")
    def put_child_right_by_form(
        self, call: Call, mother_id: UUID, child_id: UUID
    ) -> str:
        put_child_right(
            mother_id=mother_id,
            child_id=child_id,
            **_child_in(call),
            uow=self.uow,
        )
        return f"/roster/mothers/{mother_id}"

    @PAGES.post(f"{_HER}/children/<uuid:child_id>/remove")
    def remove_child_by_form(self, call: Call, mother_id: UUID, child_id: UUID) -> str:
        remove_child(mother_id=mother_id, child_id=child_id, now=call.now, uow=self.uow)
        return f"/roster/mothers/{mother_id}#children"

    @PAGES.post(f"{_HER}/children/<uuid:child_id>/bring_back")
    def bring_child_back_by_form(
        self, _call: Call, mother_id: UUID, child_id: UUID
    ) -> str:
        bring_child_back(mother_id=mother_id, child_id=child_id, uow=self.uow)
        return f"/roster/mothers/{mother_id}#children"


def _child_in(call: Call) -> dict[str, Any]:
    return {
        **read_as(ChildForm, call.content),
        "today": on_the_wall(call.now).date(),
    }
