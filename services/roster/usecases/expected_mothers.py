from collections.abc import Iterable, Mapping
from uuid import UUID

from services.roster.domain.coming import is_expected_at
from services.roster.domain.mother import Mother
from services.roster.domain.session import Session
from services.roster.domain.standing import Stood
from services.roster.usecases.ports import UnitOfWork


def expected_mothers(session: Session, *, uow: UnitOfWork) -> frozenset[UUID]:
    """
    Return the mothers of the group who can miss this session.

    As each of them stood when it began: who pauses the day after was expected, and who
    pauses no more was not, whenever the register is closed.
    """
    group_id = session.group_id
    stood = uow.enrolment_changes.stood_at(session.starts_at, group_id=group_id)
    mothers = uow.mothers.who_may_be_expected_in(group_id, also=stood.keys())
    return expected_among(mothers, session, stood=stood)


def expected_among(
    mothers: Iterable[Mother], session: Session, *, stood: Mapping[UUID, Stood]
) -> frozenset[UUID]:
    """
    Return who of these can miss it; ``stood`` is where those stood then, not here.
    """
    return frozenset(
        mother.id
        for mother in mothers
        if is_expected_at(session, mother, stood=stood.get(mother.id))
    )
