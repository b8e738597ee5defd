"""
The names of people with a way in, from the door's database.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nameko.extensions import DependencyProvider
from sqlalchemy import Engine

from shared.access.storage.book import looking
from shared.bus.house import CONFIG_KEY, House
from shared.kernel.organisations import Organisation, Role

Names = Callable[[Organisation], Mapping[UUID, str]]


class OwnPeople(DependencyProvider):
    """
    Tells an organisation who its users are; those of others are not its to know.
    """

    def get_dependency(self, worker_ctx: Any) -> Names:
        del worker_ctx
        house: House = self.container.config[CONFIG_KEY]

        def names(organisation: Organisation) -> Mapping[UUID, str]:
            with looking(house.access) as book:
                return {user.id: user.name for user in book.users.of(organisation)}

        return names


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

    def in_role(self, role: Role, organisation: Organisation) -> Mapping[UUID, str]:
        """
        Return an organisation's people of one role, for whoever belongs to it.
        """
        with looking(self.engine) as book:
            found = book.users.of(organisation)
        return {
            user.id: user.name
            for user in found
            if user.role is role and user.may_come_in
        }


class People(DependencyProvider):
    """
    Tells a service who is who among those who have a way in.
    """

    def get_dependency(self, worker_ctx: Any) -> PeopleHere:
        del worker_ctx
        house: House = self.container.config[CONFIG_KEY]
        return PeopleHere(engine=house.access)
