"""
Follow a miss up.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.calendar import Calendar
from services.outreach.domain.change import Change
from services.outreach.domain.due import when_due
from services.outreach.domain.ladder_steps import Ladder, StepKind
from services.outreach.domain.mother import Mother
from services.outreach.domain.session import Session
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import known_mother, known_session
from services.outreach.usecases.next_steps import days_off_for, ladder_of_group
from services.outreach.usecases.ports import OutreachUnitOfWork


def open_follow_up(
    *,
    mother_id: UUID,
    session_id: UUID,
    session_started_at: datetime,
    session_ended_at: datetime,
    group_id: UUID | None = None,
    missed_in_a_row: int,
    attendance_version: int,
    first_visit: bool = False,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Open or reopen the follow-up of one missed session, in her one open episode.
    """
    with uow:
        session = known_session(
            session_id,
            started_at=session_started_at,
            ended_at=session_ended_at,
            group_id=group_id,
            uow=uow,
        )
        mother = known_mother(mother_id, uow=uow)
        ladder = mother.own_ladder or ladder_of_group(session.group_id, uow=uow)
        change = mother.missed(
            session=session,
            missed_in_a_row=missed_in_a_row,
            attendance_version=attendance_version,
            first_visit=first_visit,
            at=now,
            wants_text=_begins_with_text(ladder, mother=mother),
            calendar=_calendar_of_text(session, mother=mother, uow=uow),
        )
        _note_when_due(change, mother=mother, ladder=ladder, now=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()


def _begins_with_text(ladder: Ladder, *, mother: Mother) -> bool:
    """
    Return whether the next miss brings the neutral text: it may begin with a later one.
    """
    rung = ladder.rung(StepKind.NEUTRAL_TEXT)
    return rung is not None and rung.from_miss <= mother.next_miss


def _calendar_of_text(
    session: Session, *, mother: Mother, uow: OutreachUnitOfWork
) -> Calendar:
    """
    Return by which calendar the text leaves; of the same afternoon none is read.
    """
    if session.is_texted_about_at_once:
        return Calendar()
    return days_off_for(mother, uow=uow)


def _note_when_due(
    change: Change, *, mother: Mother, ladder: Ladder, now: datetime
) -> None:
    """
    Note when what was opened is due, as far as it is known without asking.

    Nothing is read for it, because all misses of a session come at once: what school
    holidays or a shared phone change is told a moment later.
    """
    opened = [each for each in change.follow_ups if each.is_open]
    if opened:
        due = when_due(mother, ladder=ladder, calendar=Calendar(), now=now)
        for each in opened:
            each.due = due
