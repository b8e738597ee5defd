from datetime import datetime
from uuid import UUID

from services.roster.domain.errors import SessionNotFound
from services.roster.domain.question import Question
from services.roster.domain.questions_sent import QuestionsSent, id_of_questions
from services.roster.usecases.mother_with_link import mother_with_link
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.ids import new_id


def ask_by_own_link(
    *, secret: str, session_id: UUID, text: str, now: datetime, uow: UnitOfWork
) -> None:
    """
    Put a mother's question on the list of her next session, without her.

    Nothing kept here tells who asked. The same line twice is one question: a phone may
    send it again.

    Raises OwnLinkNotFound, SessionNotFound, SessionAlreadyClosed, SessionCancelled,
    SessionSkipped, EnoughQuestions or Invalid.
    """
    mother = mother_with_link(secret=secret, now=now, uow=uow)
    with uow:
        session = uow.sessions.get(session_id)
        if session.group_id != mother.group_id:
            raise SessionNotFound
        session.refuse_unless_open()
        question = Question(
            id=new_id(), session_id=session.id, text=text, written_at=now
        )
        if question.text not in {one.text for one in uow.questions.of_session(session)}:
            _count(secret, now=now, uow=uow)
            uow.questions.save(question)
        uow.commit()


def questions_sent_today(*, secret: str, now: datetime, uow: UnitOfWork) -> int:
    """
    Return how many came by this link today, told to whoever has it alone.
    """
    with uow.reading():
        today = on_the_wall(now).date()
        sent = uow.questions_sent.find(id_of_questions(secret, on=today))
        return 0 if sent is None else sent.number


def _count(secret: str, *, now: datetime, uow: UnitOfWork) -> None:
    none = QuestionsSent.none_by(secret, on=on_the_wall(now).date())
    sent = uow.questions_sent.find(none.id) or none
    sent.count_one()
    uow.questions_sent.save(sent)
