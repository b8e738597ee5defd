"""
One mother, and a new one.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.mother import Mother
from services.roster.domain.own_link import may_have_link
from services.roster.domain.review import decisions_about
from services.roster.entrypoints import enrolment_words
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
    children_in,
)
from services.roster.entrypoints.forms_enrolment import DeclineForm
from services.roster.entrypoints.forms_profile import ProfileForm, typed_of_herself
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.pages_pick_ups import WORDS
from services.roster.entrypoints.pages_profile import PROFILE_WORDS
from services.roster.entrypoints.typed_mother import contact_of, row_of
from services.roster.usecases import queries
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.change_contact import change_contact
from services.roster.usecases.change_profile import ToldOfHerself
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.enrolment_queries import (
    first_visit,
    sessions_to_come,
    steps_of,
)
from services.roster.usecases.own_page import own_link
from services.roster.usecases.pick_up_queries import (
    has_been_here,
    pick_ups_of_mother,
)
from services.roster.usecases.profile_queries import profile_of
from services.roster.usecases.remove_child import removed_children
from services.roster.usecases.staffing_queries import full_groups
from shared.db.engine import kept_for
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.moments import language_name
from shared.web.read_as import read_as


class Entrypoints:
    uow: Any

    @PAGES.get("/mothers/new", "mother_new.html")
    def new_mother(self, call: Call) -> dict[str, Any]:
        return {
            "groups": queries.groups(uow=self.uow),
            "today": on_the_wall(call.now).date(),
            "children": range(1, CHILDREN_ON_FORM + 1),
            "suggested_by": enrolment_words.SUGGESTED_BY,
            "full": full_groups(uow=self.uow),
            "nothing_told": ToldOfHerself(),
            **PROFILE_WORDS,
        }

    @PAGES.post("/mothers/new")
    def add_mother_by_form(self, call: Call) -> str:
        told = read_as(NewMotherForm, call.content)
        children = [read_as(ChildForm, child) for child in children_in(call.content)]
        mother, _ = add_mother(
            group_id=told["group_id"],
            told=row_of({**told, "children": children}),
            today=on_the_wall(call.now).date(),
            heard_by=call.by,
            suggested_by=told["suggested_by"],
            of_herself=typed_of_herself(
                read_as(ProfileForm, call.content), call.content
            ),
            uow=self.uow,
        )
        return f"/roster/mothers/{mother.id}"

    @PAGES.get("/mothers/<uuid:mother_id>", "mother.html")
    def mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        seen = queries.mother(mother_id=mother_id, uow=self.uow)
        today = on_the_wall(call.now).date()
        kept = kept_for(self.uow.engine).removed_children
        return {
            **self._way_of(seen.mother, call),
            "tomorrow": today + timedelta(days=1),
            "mother": seen.mother,
            "groups": queries.groups(uow=self.uow),
            "children": seen.children,
            "removed_are_kept": kept,
            "removed": removed_children(
                mother_id=mother_id, kept=kept, now=call.now, uow=self.uow
            ),
            "told": profile_of(mother_id=mother_id, uow=self.uow),
            "disclosures": queries.disclosures(mother_id=mother_id, uow=self.uow),
            "pick_ups": pick_ups_of_mother(
                mother_id=mother_id, now=call.now, uow=self.uow
            ),
            "has_been_here": has_been_here(
                mother_id=mother_id, now=call.now, uow=self.uow
            ),
            **WORDS,
            **PROFILE_WORDS,
            "own_link": own_link(mother_id=mother_id, uow=self.uow),
            "may_have_link": may_have_link(seen.mother),
            "now": call.now,
            "purposes": PURPOSES,
            "organisations": ORGANISATIONS,
            "today": today,
            **told_of_mothers(call),
        }

    def _way_of(self, mother: Mother, call: Call) -> dict[str, Any]:
        """
        Return where she stands, what may come next, and how she came there.
        """
        steps = steps_of(mother_id=mother.id, uow=self.uow)
        act = Act(at=call.now, by_role=call.by, by_organisation=call.organisation)
        return {
            "steps": steps,
            "undoable": mother.undoable(steps[0], act=act) if steps else None,
            "visit": first_visit(mother, uow=self.uow),
            "sessions": sessions_to_come(
                group_id=mother.group_id, now=call.now, uow=self.uow
            ),
            "decisions_about": decisions_about,
            "words": enrolment_words,
        }

    @PAGES.post("/mothers/<uuid:mother_id>/contact")
    def change_contact_by_form(self, call: Call, mother_id: UUID) -> str:
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
            **read_as(DeclineForm, call.content),
            said_on=on_the_wall(call.now).date(),
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"/roster/mothers/{mother_id}"


def told_of_mothers(call: Call) -> dict[str, Any]:
    """
    Return what a template says of a mother and her children in words.
    """
    today = on_the_wall(call.now).date()
    return {
        "spoken": lambda mother: ", ".join(map(language_name, mother.languages)),
        "age": lambda child: age(child.born_on, on=today),
        "is_over_two": lambda child: child.is_over_two(on=today),
    }
