"""
The questions that a session is prepared with: written, ticked and removed.
"""

from datetime import datetime
from uuid import UUID

from services.roster.domain.errors import QuestionNotFound
from services.roster.domain.question import Question
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.ids import new_id


def write_question(
    *, session_id: UUID, text: str, now: datetime, uow: UnitOfWork
) -> Question:
    """
    Write down what is to be taken up in a session that is ahead or goes on.

    Raises SessionNotFound, SessionAlreadyClosed, SessionCancelled, SessionSkipped or
    Invalid.
    """
    with uow:
        session = uow.sessions.get(session_id)
        session.refuse_unless_open()
        question = Question(
            id=new_id(), session_id=session.id, text=text, written_at=now
        )
        uow.questions.save(question)
        uow.commit()
    return question


def tick_question(
    *, session_id: UUID, question_id: UUID, is_taken_up: bool, uow: UnitOfWork
) -> None:
    """
    Note that a question was taken up in a session, or that it was not after all.

    Also when the register is closed: it is remembered on the way home.

    Raises SessionNotFound or QuestionNotFound.
    """
    with uow:
        question = _question_of(session_id, question_id, uow=uow)
        question.tick(session_id=session_id, is_taken_up=is_taken_up)
        uow.questions.save(question)
        uow.commit()


def remove_question(*, session_id: UUID, question_id: UUID, uow: UnitOfWork) -> None:
    """
    Delete a question for good: a name may have slipped into it.

    Whoever did not mean to writes its one line again.

    Raises SessionNotFound or QuestionNotFound.
    """
    with uow:
        uow.questions.remove(_question_of(session_id, question_id, uow=uow))
        uow.commit()


def _question_of(session_id: UUID, question_id: UUID, *, uow: UnitOfWork) -> Question:
    session = uow.sessions.get(session_id)
    for question in uow.questions.of_session(session):
        if question.id == question_id:
            return question
    raise QuestionNotFound(id=str(question_id))
