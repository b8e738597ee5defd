"""
Mothers over JSON, and who is told who they are.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.disclosure import Disclosure
from services.roster.entrypoints.saved_mother import saved
from services.roster.entrypoints.schemas_mothers import (
    CardSchema,
    ContactChangeSchema,
    DeclineSchema,
    DisclosureRequestSchema,
    DisclosureSchema,
    MotherSchema,
    MothersQuerySchema,
    NewMotherSchema,
    SavedMotherSchema,
)
from services.roster.entrypoints.schemas_profile import told_of_herself
from services.roster.entrypoints.typed_mother import contact_of, row_of
from services.roster.usecases import queries
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.change_contact import change_contact
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.disclose_contact import ContactCard, disclose_contact
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import MotherView
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import ORGANISATIONS_OF, Role
from shared.kernel.refusal import Invalid
from shared.web import api
from shared.web.http import Call
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork

    @api.post("/mothers", reads=NewMotherSchema, answers=SavedMotherSchema, status=201)
    def add_mother(self, call: Call) -> dict[str, Any]:
        """
        Put a mother and her children on a group's list.
        """
        profile = call.content["profile"]
        mother, children = add_mother(
            group_id=call.content["group_id"],
            told=row_of(call.content),
            today=on_the_wall(call.now).date(),
            heard_by=call.by,
            suggested_by=call.content["suggested_by"],
            of_herself=profile and told_of_herself(profile),
            uow=self.uow,
        )
        return {**saved(mother), "child_ids": [child.id for child in children]}

    @api.get("/mothers", answers=MotherSchema, many=True)
    def list_mothers(self, call: Call) -> list[MotherView]:
        """
        Return mothers by name, of one group or of all.

        The next page begins ``after`` the last one of this.
        """
        asked = read_as(MothersQuerySchema, call.query)
        return queries.mothers(**asked, uow=self.uow)

    @api.get("/mothers/<uuid:mother_id>", answers=MotherSchema)
    def show_mother(self, _call: Call, mother_id: UUID) -> MotherView:
        """
        Return one mother.
        """
        return queries.mother(mother_id=mother_id, uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/contact",
        reads=ContactChangeSchema,
        answers=SavedMotherSchema,
    )
    def change_contact(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Change how a mother may be reached.
        """
        mother = change_contact(
            mother_id=mother_id,
            contact=contact_of(call.content),
            said_yes_on=call.content["said_yes_on"],
            seen_version=call.content["version"],
            today=on_the_wall(call.now).date(),
            heard_by=call.by,
            uow=self.uow,
        )
        return saved(mother)

    @api.post(
        "/mothers/<uuid:mother_id>/decline",
        reads=DeclineSchema,
        answers=SavedMotherSchema,
    )
    def decline_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Take a mother's no thanks.
        """
        mother = decline_mother(
            mother_id=mother_id,
            **call.content,
            said_on=on_the_wall(call.now).date(),
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return saved(mother)

    @api.post(
        "/disclosures", reads=DisclosureRequestSchema, answers=CardSchema, status=201
    )
    def disclose_contact(self, call: Call) -> ContactCard:
        """
        Tell who a mother is, for one purpose; it is written down.
        """
        told = dict(call.content)
        role = _for_role(call, told.pop("for_role", None))
        return disclose_contact(
            **told,
            role=role,
            organisation=next(iter(ORGANISATIONS_OF[role])),
            now=call.now,
            uow=self.uow,
        )

    @api.get(
        "/mothers/<uuid:mother_id>/disclosures", answers=DisclosureSchema, many=True
    )
    def list_disclosures(self, _call: Call, mother_id: UUID) -> list[Disclosure]:
        """
        Return who was told who a mother is.
        """
        return queries.disclosures(mother_id=mother_id, uow=self.uow)


def _for_role(call: Call, told: Role | None) -> Role:
    """
    Return for whom a name is asked: another service says so, a person is herself.

    Raises Invalid.
    """
    if (told is None) == (call.by == Role.MACHINE):
        raise Invalid({"for_role": ["A machine says for whom it asks; nobody else."]})
    return told or call.by
