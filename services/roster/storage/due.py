"""
Mothers whose time is over, in the database.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.erasure import Cause
from services.roster.domain.retention import SEEN_BY, Limits
from services.roster.storage.tables import (
    attendances,
    matters,
    mothers,
    sessions,
)
from shared.kernel.clock import bounds_of_day

# About them the team is asked; no clock decides.
_WITH_US = (Enrolment.ACTIVE, Enrolment.PAUSED, Enrolment.LEAVING)


def due_by(limits: Limits) -> Select[tuple[object, str]]:
    """
    Return the query for their ids, and why: the no thanks first.
    """
    columns = mothers.c
    # From the day on which we heard it: the day that she said it is typed by somebody.
    declined = and_(
        columns.enrolment == Enrolment.DECLINED,
        columns.may_ask_at_new_birth.is_(False),
        columns.standing_since < limits.declined_before,
        _nothing_goes_on(since=limits.declined_before),
    )
    why = case((declined, Cause.NO_THANKS_LONG_AGO), else_=Cause.NOT_SEEN_FOR_LONG)
    return (
        select(columns.id, why.label("cause"))
        .where(or_(declined, _was_not_seen(limits)))
        .order_by(columns.id)
    )


def _nothing_goes_on(*, since: date) -> ColumnElement[bool]:
    """
    Say that the others have nothing in hand about her, nor had on that day.
    """
    columns = matters.c
    goes_on = or_(columns.closed_on.is_(None), columns.closed_on >= since)
    hers = select(columns.id).where(columns.mother_id == mothers.c.id, goes_on)
    return ~hers.exists()


def _was_not_seen(limits: Limits) -> ColumnElement[bool]:
    """
    Say that nothing of her is newer: no list, no yes or no, no step, no visit.
    """
    since = limits.seen_since
    start, _ = bounds_of_day(since)
    columns = mothers.c
    days = (
        columns.listed_on,
        columns.said_yes_on,
        columns.declined_on,
        columns.standing_since,
    )
    was_there = (
        select(attendances.c.mother_id)
        .join(sessions, sessions.c.id == attendances.c.session_id)
        .where(
            attendances.c.mother_id == mothers.c.id,
            attendances.c.outcome.in_(SEEN_BY),
            sessions.c.starts_at >= start,
        )
        .exists()
    )
    condition = (
        ~was_there & _nothing_goes_on(since=since) & columns.enrolment.not_in(_WITH_US)
    )
    for day in days:
        condition &= or_(day.is_(None), day < since)
    return condition
