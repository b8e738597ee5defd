"""
The desk at which the use cases are tried: real storage, and a look at the outbox.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from services.referrals.domain.act import WORKS_FOR
from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import ConcernCategory, Priority
from services.referrals.storage.unit_of_work import ReferralsUnitOfWork
from services.referrals.usecases.draft_referral import draft_referral
from services.referrals.usecases.keep_child import keep_child
from services.referrals.usecases.want_place import want_place
from shared.bus.cause import Cause
from shared.bus.tables import outbox
from shared.bus.whose import note_whose_mother, whose_mothers
from shared.contracts.envelope import Envelope, read_envelope
from shared.contracts.referrals import PartnerReferralRequested
from shared.contracts.roster.groups import MotherListed
from shared.kernel.organisations import PARTNERS, Role, Within, first_of
from tests.referrals.domain.examples import (
    A_DAYCARE,
    BABY_MIRA,
    DAYCARE_YES,
    MAY,
    TUESDAY_TEN,
    YES,
    ZEHRA,
)

BORN = date(2026, 12, 1)


class Desk:
    """
    One database, and whoever works on it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def work(
        self, role: Role = Role.COORDINATOR, *, of: UUID | None = None
    ) -> ReferralsUnitOfWork:
        """
        Begin to work, ``of`` one of several organisations where it matters which.
        """
        kind = WORKS_FOR[role]
        uow = ReferralsUnitOfWork(
            self.engine, cause=Cause.first(now=TUESDAY_TEN, organisation=kind)
        )
        uow.within = Within(kind=kind, organisation_id=of) if of else None
        return uow

    def do(
        self,
        use_case: Callable[..., Any],
        role: Role,
        *,
        of: UUID | None = None,
        **told: Any,
    ) -> Any:
        """
        Let somebody in this role do something on Tuesday at ten.
        """
        return use_case(**told, by=role, now=TUESDAY_TEN, uow=self.work(role, of=of))

    def know_child(
        self, child_id: UUID = BABY_MIRA, *, mother_id: UUID = ZEHRA, born: date = BORN
    ) -> None:
        keep_child(
            child_id=child_id,
            mother_id=mother_id,
            birth_month=born,
            same_as=None,
            uow=self.work(),
        )
        if mother_id not in self._listed():
            self.list_with(mother_id=mother_id)

    def list_with(self, *, mother_id: UUID = ZEHRA, **others: UUID) -> None:
        """
        Hear on whose list a mother stands: the first ones', unless ``others`` run it.
        """
        firsts = {f"{kind}_id": first_of(kind) for kind in PARTNERS}
        told = MotherListed(mother_id=mother_id, **(firsts | others))
        note_whose_mother(told, uow=self.work())

    def draft(
        self,
        role: Role = Role.COORDINATOR,
        *,
        of: UUID | None = None,
        **changed: Any,
    ) -> Referral:
        self.know_child()
        told: dict[str, Any] = {
            "mother_id": ZEHRA,
            "child_id": BABY_MIRA,
            "concern": ConcernCategory.WEIGHT,
            "priority": Priority.SOON,
            "interpreter_language": "tr",
            "consent": YES,
        }
        drafted: Referral = self.do(draft_referral, role, of=of, **(told | changed))
        return drafted

    def want(self, role: Role = Role.COORDINATOR, **changed: Any) -> HandOff:
        self.know_child()
        told: dict[str, Any] = {
            "child_id": BABY_MIRA,
            "need_month": MAY,
            "wishes": ("near_home", A_DAYCARE),
            "languages": ("tr", "da"),
            "consent": DAYCARE_YES,
        }
        wanted: HandOff = self.do(want_place, role, **(told | changed))
        return wanted

    def referral(self, referral_id: UUID) -> Referral:
        """
        Read a referral anew, as the next request would.
        """
        uow = self.work()
        with uow.reading():
            return uow.referrals.get(referral_id)

    def hand_off(self, hand_off_id: UUID) -> HandOff:
        uow = self.work()
        with uow.reading():
            return uow.hand_offs.get(hand_off_id)

    def partner_keys(self) -> list[str]:
        """
        Return under which keys the partners were told, in that order.
        """
        query = select(outbox.c.routing_key).order_by(outbox.c.event_id)
        partners = outbox.c.exchange == PartnerReferralRequested.exchange
        with self.engine.connect() as connection:
            return list(connection.scalars(query.where(partners)))

    def _listed(self) -> set[UUID]:
        with self.engine.connect() as connection:
            return set(connection.scalars(select(whose_mothers.c.mother_id)))

    def announced(self) -> list[Envelope]:
        query = select(outbox.c.body).order_by(outbox.c.recorded_at, outbox.c.event_id)
        with self.engine.connect() as connection:
            return [read_envelope(body) for body in connection.scalars(query)]

    def events(self) -> list[Any]:
        return [one.event for one in self.announced()]

    def last_pair(self) -> dict[str, Envelope]:
        """
        Return what the last step announced, by the exchange that it goes out on.
        """
        told = self.announced()
        newest = max((one.version for one in told), default=0)
        return {one.event.exchange: one for one in told if one.version == newest}
