from datetime import datetime
from uuid import UUID

from services.roster.domain.absence import Absence, day_of
from services.roster.domain.coming import refuse_unless_ahead
from services.roster.domain.errors import DeputyNotAsked
from services.roster.domain.group import Group
from services.roster.usecases.colleagues import (
    absence_here,
    groups_of,
    refuse_unless_colleague,
)
from services.roster.usecases.ports import UnitOfWork


def answer_for_session(
    *,
    absence_id: UUID,
    session_id: UUID,
    deputy_id: UUID,
    comes: bool,
    by: UUID,
    now: datetime,
    uow: UnitOfWork,
) -> Absence:
    """
    Take whether a deputy comes to one session; a colleague may say it for her.

    She may think better of it until the session begins.

    Raises SessionNotFound, SessionCancelled, SessionSkipped, SessionHasBegun,
    AbsenceNotFound, DeputyNotAsked or NotOfAGroup.
    """
    with uow:
        groups = groups_of(by, uow=uow)
        group = uow.groups.get(uow.sessions.group_of(session_id))
        session = uow.sessions.get(session_id)
        refuse_unless_ahead(session, at=now)
        absence = absence_here(absence_id, uow=uow)
        refuse_unless_colleague(deputy_id, groups=groups)
        others = uow.absences.between(day_of(session), day_of(session))
        is_away = any(one.user_id == deputy_id for one in others)
        if (
            is_away
            or absence not in others
            or not _is_deputy(deputy_id, absence, group)
        ):
            raise DeputyNotAsked(state="not-asked")
        absence.answer(session, deputy_id=deputy_id, comes=comes)
        uow.absences.save(absence)
        uow.commit()
    return absence


def _is_deputy(deputy_id: UUID, absence: Absence, group: Group) -> bool:
    return any(
        (seat.user_id, seat.deputy_id) == (absence.user_id, deputy_id)
        for seat in group.seats.values()
    )
