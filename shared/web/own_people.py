"""
The names of one's own people, from the door's database.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from nameko.extensions import DependencyProvider

from shared.access.storage.book import looking
from shared.bus.house import CONFIG_KEY, House
from shared.kernel.organisations import Organisation

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
