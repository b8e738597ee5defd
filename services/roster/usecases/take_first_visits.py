"""
What a register says of those whose first visit it is.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.mother import Mother
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.usecases.acting import act_of_system, write_down
from services.roster.usecases.ports import UnitOfWork


def take_first_visits(
    lines: Iterable[Attendance], *, now: datetime, uow: UnitOfWork
) -> None:
    """
    Take into the group whoever was there for the first time, also one unlisted.

    One whose first visit was planned and who was not there still wants to come. A
    register that was reopened may say otherwise than it did.
    """
    for line in lines:
        correct_first_visit(line, now=now, uow=uow)


def _take_first_visit(line: Attendance, *, act: Act, uow: UnitOfWork) -> None:
    mother = uow.mothers.get(line.mother_id)
    if line.outcome is Outcome.ATTENDED:
        change = mother.came(session_id=line.session_id, act=act)
    else:
        change = mother.did_not_come(
            session_id=line.session_id, outcome=line.outcome, act=act
        )
    write_down(change, mother, uow=uow)


def correct_first_visit(line: Attendance, *, now: datetime, uow: UnitOfWork) -> None:
    """
    Follow a correction: she was there after all, or was not there at all.

    One who has come to another session since is in the group all the same.
    """
    act = act_of_system(now=now, uow=uow)
    mother = uow.mothers.get(line.mother_id)
    if line.outcome is Outcome.ATTENDED or not _came_in_by(line.session_id, mother):
        _take_first_visit(line, act=act, uow=uow)
    elif not uow.sessions.came_to_another(mother.id, than=line.session_id):
        _undo_visit(line, mother, act=act, uow=uow)


def void_first_visits(
    session: Session, lines: Iterable[Attendance], *, now: datetime, uow: UnitOfWork
) -> None:
    """
    Take back what a session led to that was not held, or was to lead to.
    """
    lines = list(lines)
    # All who will be asked for, in the one order in which mothers are held.
    uow.mothers.who_may_be_expected_in(
        session.group_id, also=[line.mother_id for line in lines]
    )
    for line in lines:
        correct_first_visit(line, now=now, uow=uow)
    act = act_of_system(now=now, uow=uow)
    for mother in uow.mothers.who_may_be_expected_in(session.group_id):
        change = mother.did_not_come(
            session_id=session.id, outcome=Outcome.SESSION_CANCELLED, act=act
        )
        write_down(change, mother, uow=uow)


def let_first_visits_stand_again(
    session: Session, lines: Iterable[Attendance], *, now: datetime, uow: UnitOfWork
) -> None:
    """
    Let hold again what the session had led to, or was to lead to, before it was void.
    """
    act = act_of_system(now=now, uow=uow)
    lines = list(lines)
    whose = uow.enrolment_changes.whose_visit_was_none(session)
    # All who will be asked for, in the one order in which mothers are held.
    uow.mothers.who_may_be_expected_in(
        session.group_id, also=[*whose, *(line.mother_id for line in lines)]
    )
    for mother_id in whose:
        mother = uow.mothers.get(mother_id)
        (last, *_) = uow.enrolment_changes.of_mother(mother_id)
        change = mother.let_visit_stand_again(last, session_id=session.id, act=act)
        write_down(change, mother, uow=uow)
    if session.state is SessionState.CLOSED:
        take_first_visits(lines, now=now, uow=uow)


def _came_in_by(session_id: UUID, mother: Mother) -> bool:
    came_in = mother.standing.first_visit_id == session_id
    return came_in and mother.enrolment is Enrolment.ACTIVE


def _undo_visit(line: Attendance, mother: Mother, *, act: Act, uow: UnitOfWork) -> None:
    steps = uow.enrolment_changes.of_mother(mother.id)
    came = next(one for one in steps if one.step is Step.CAME_FIRST_TIME)
    change = mother.was_not_there(came=came, outcome=line.outcome, act=act)
    write_down(change, mother, uow=uow)
