from collections.abc import Iterable
from uuid import UUID

from services.roster.domain.coming import is_expected_at
from services.roster.domain.mother import Mother
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork


def expected_mothers(session: Session, *, uow: UnitOfWork) -> frozenset[UUID]:
    """
    Return the mothers of the group who can miss this session.
    """
    mothers = uow.mothers.who_may_be_expected_in(session.group_id)
    return expected_among(mothers, session)


def expected_among(mothers: Iterable[Mother], session: Session) -> frozenset[UUID]:
    return frozenset(mother.id for mother in mothers if is_expected_at(session, mother))
