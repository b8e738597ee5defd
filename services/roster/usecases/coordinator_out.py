from uuid import UUID

from services.roster.domain.out_at_opening import out_at_opening
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def coordinator_out(session_id: UUID, *, uow: UnitOfWork) -> bool:
    """
    Return whether the coordinator fetches somebody when this session opens.
    """
    with uow.reading():
        return Role.COORDINATOR in out_at_opening(uow.pick_ups.of_session(session_id))
