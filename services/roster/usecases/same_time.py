from services.roster.domain.errors import SessionAlreadyPlanned
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork


def refuse_same_time(session: Session, *, uow: UnitOfWork) -> None:
    """
    Refuse a session while the same group has another.

    The group's row is held, so nobody can plan one meanwhile.

    Raises SessionAlreadyPlanned.
    """
    known = uow.sessions.at_the_same_time(
        group_id=session.group_id, start=session.starts_at, end=session.ends_at
    )
    for other in known:
        if other.id != session.id:
            raise SessionAlreadyPlanned(
                id=str(other.id), state=other.state, version=other.version
            )
