"""
Referrals: a concern on its way to the health visitors, a child on its way to daycare.
"""

from collections.abc import Callable, Mapping
from typing import Any

from nameko.extensions import DependencyProvider

from services.referrals.entrypoints import api, events, pages, personal, timers
from services.referrals.gateways.contact_cards import ContactCards
from services.referrals.storage.unit_of_work import ReferralsUnitOfWork
from shared.access.usecases.own_token import OwnToken
from shared.bus.extensions import UnitOfWorkProvider
from shared.bus.house import CONFIG_KEY, House

_SCOPES = frozenset({"roster:disclose"})


class ContactCardsProvider(DependencyProvider):
    """
    Gives each worker the way to roster, wherever roster answers by then.
    """

    def setup(self) -> None:
        house: House = self.container.config[CONFIG_KEY]
        given = house.tokens.get("roster")
        own = OwnToken(
            house.access, service="referrals", scopes=_SCOPES, clock=house.clock
        )
        self._token: Callable[[], str] = (lambda: given) if given else own

    def get_dependency(self, worker_ctx: Any) -> ContactCards:
        del worker_ctx
        addresses = self.container.config[CONFIG_KEY].addresses
        return ContactCards(roster=lambda: addresses["roster"], token=self._token)


class OfficesProvider(DependencyProvider):
    """
    Gives each worker the offices that a notification can be sent to, if any are named.
    """

    def get_dependency(self, worker_ctx: Any) -> Mapping[str, str]:
        del worker_ctx
        house: House = self.container.config[CONFIG_KEY]
        return house.offices


class ReferralsService(
    pages.Entrypoints,
    personal.Entrypoints,
    api.Entrypoints,
    events.Entrypoints,
    timers.Entrypoints,
):
    """
    Wiring only.
    """

    name = "referrals"

    uow = UnitOfWorkProvider(ReferralsUnitOfWork)
    contact_cards = ContactCardsProvider()
    offices = OfficesProvider()
