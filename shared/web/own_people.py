"""
The names of people with a way in, from the door's database.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nameko.extensions import DependencyProvider
from sqlalchemy import Engine

from shared.access.domain.errors import UserNotFound
from shared.access.storage.book import looking
from shared.bus.house import CONFIG_KEY, House
from shared.kernel.organisations import PARTNERS, Organisation, Role, Within


@dataclass(frozen=True, kw_only=True)
class OwnPeopleHere:
    """
    The users of one organisation; those of others are not its to know.
    """

    engine: Engine

    def names(self, organisation_id: UUID) -> Mapping[UUID, str]:
        with looking(self.engine) as book:
            return {user.id: user.name for user in book.users.of(organisation_id)}

    def with_machines(self, organisation_id: UUID) -> set[UUID]:
        """
        Return the ids of its users, and of what acts for it with a token.
        """
        with looking(self.engine) as book:
            users = {user.id for user in book.users.of(organisation_id)}
            return users | book.tokens.ids_of(organisation_id)


class OwnPeople(DependencyProvider):
    """
    Tells an organisation who its users are.
    """

    def get_dependency(self, worker_ctx: Any) -> OwnPeopleHere:
        del worker_ctx
        house: House = self.container.config[CONFIG_KEY]
        return OwnPeopleHere(engine=house.access)


@dataclass(frozen=True, kw_only=True)
class PeopleHere:
    """
    Who has a way in, by name: whoever was shut out is not here.
    """

    engine: Engine

    def named(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """
        Return those of these, of whichever organisation: their ids were handed over.
        """
        with looking(self.engine) as book:
            found = book.users.with_ids(ids)
        return {user.id: user.name for user in found if user.may_come_in}

    def within(self, user_id: UUID, *, as_: Role) -> Within | None:
        """
        Return beyond what she sees nothing, who does not ask herself just now.

        Raises UserNotFound, also of one who was shut out or is something else now.
        """
        with looking(self.engine) as book:
            user = book.users.get(user_id)
            if not (user.may_come_in and user.role is as_):
                raise UserNotFound
            has_peers = len(book.organisations.of_kind(user.organisation)) > 1
        if not has_peers:
            return None
        return Within(kind=user.organisation, organisation_id=user.organisation_id)

    def in_role(self, role: Role, organisation_id: UUID) -> Mapping[UUID, str]:
        """
        Return an organisation's people of one role, for whoever belongs to it.
        """
        with looking(self.engine) as book:
            found = book.users.of(organisation_id)
        return {
            user.id: user.name
            for user in found
            if user.role is role and user.may_come_in
        }


@dataclass(frozen=True, kw_only=True)
class OrganisationsHere:
    """
    The organisations by kind, as one calls another: their names are no secret.
    """

    engine: Engine

    def __call__(self) -> dict[Organisation, dict[UUID, str]]:
        with looking(self.engine) as book:
            everyone = book.organisations.everyone()
        return {
            kind: {one.id: one.name for one in everyone if one.kind is kind}
            for kind in PARTNERS
        }


class Organisations(DependencyProvider):
    """
    Tells a service which organisations there are.
    """

    def get_dependency(self, worker_ctx: Any) -> OrganisationsHere:
        del worker_ctx
        house: House = self.container.config[CONFIG_KEY]
        return OrganisationsHere(engine=house.access)


class People(DependencyProvider):
    """
    Tells a service who is who among those who have a way in.
    """

    def get_dependency(self, worker_ctx: Any) -> PeopleHere:
        del worker_ctx
        house: House = self.container.config[CONFIG_KEY]
        return PeopleHere(engine=house.access)
