from uuid import UUID

from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall


def expected_mothers(session: Session, *, uow: UnitOfWork) -> frozenset[UUID]:
    """
    Return the mothers of the group who can miss this session.
    """
    day = on_the_wall(session.starts_at).date()
    return frozenset(
        mother.id
        for mother in uow.mothers.who_may_be_expected_in(session.group_id)
        if mother.is_expected(on=day, session_id=session.id)
    )
