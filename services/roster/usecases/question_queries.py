from collections.abc import Sequence
from uuid import UUID

from services.roster.domain.question import Question
from services.roster.usecases.ports import UnitOfWork


def questions_of(*, session_id: UUID, uow: UnitOfWork) -> Sequence[Question]:
    """
    Return what may be taken up in a session, and what was; none in one not held.

    Raises SessionNotFound.
    """
    with uow.reading():
        session = uow.sessions.get(session_id)
        return uow.questions.of_session(session) if session.is_held else []
