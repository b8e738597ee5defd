from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.domain.disclosure import Disclosure, Purpose
from services.roster.domain.mother import Mother
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role


@dataclass(frozen=True, kw_only=True)
class ContactCard:
    """
    Who a mother is, for one purpose.
    """

    mother: Mother = field(repr=False)
    children: list[Child] = field(repr=False)


def disclose_contact(
    *,
    mother_id: UUID,
    purpose: Purpose,
    reference: UUID,
    role: Role,
    organisation: Organisation,
    now: datetime,
    uow: UnitOfWork,
) -> ContactCard:
    """
    Tell who a mother is, and write down who was told and what for.

    Both are one transaction: no row, no answer.

    Raises MotherNotFound.
    """
    with uow:
        mother = uow.mothers.get(mother_id)
        children = uow.children.every_id_of(mother_id)
        uow.disclosures.save(
            Disclosure(
                id=new_id(),
                mother_id=mother_id,
                purpose=purpose,
                reference=reference,
                role=role,
                organisation=organisation,
                at=now,
            )
        )
        uow.commit()
    return ContactCard(mother=mother, children=children)
