"""
Finding those about whom the team is to be asked, with one query for each cause.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from services.roster.domain.attendance import Outcome
from services.roster.domain.child import over_two_if_born_before
from services.roster.domain.due_review import DueReview
from services.roster.domain.enrolment import Enrolment, ReviewCause, Step
from services.roster.domain.review import (
    ABSENT_FOR,
    ANSWER_AWAITED_FOR,
    HELD_MEANWHILE,
    RESTS_FOR,
)
from services.roster.storage.tables import (
    CHILD_IS_LISTED,
    attendances,
    children,
    enrolment_changes,
    mothers,
    sessions,
)
from shared.kernel.clock import in_utc

_MIDNIGHT = time(0)


def due_reviews(connection: Connection, *, on: date, limit: int) -> list[DueReview]:
    """
    Return at most so many of each cause; each cause is named once, whatever follows.
    """
    return [
        *_unanswered(connection, on=on, limit=limit),
        *_child_over_two(connection, on=on, limit=limit),
        *_absent(connection, on=on, limit=limit),
    ]


def _unanswered(connection: Connection, *, on: date, limit: int) -> Iterator[DueReview]:
    query = select(mothers.c.id).where(
        mothers.c.enrolment == Enrolment.INVITED,
        mothers.c.review_cause.is_(None),
        mothers.c.standing_since <= on - ANSWER_AWAITED_FOR,
    )
    for mother_id in connection.scalars(query.order_by(mothers.c.id).limit(limit)):
        yield DueReview(mother_id=mother_id, cause=ReviewCause.NO_ANSWER)


def _child_over_two(
    connection: Connection, *, on: date, limit: int
) -> Iterator[DueReview]:
    cause = ReviewCause.CHILD_OVER_TWO
    query = (
        select(children.c.mother_id, children.c.id)
        .join(mothers, mothers.c.id == children.c.mother_id)
        .where(
            _may_be_asked_about(on),
            children.c.born_on < over_two_if_born_before(on),
            CHILD_IS_LISTED,
            ~_was_raised(cause, enrolment_changes.c.about.in_(_entries_of_child())),
        )
        .order_by(children.c.mother_id, children.c.id)
        .limit(limit)
    )
    for mother_id, child_id in connection.execute(query):
        yield DueReview(mother_id=mother_id, cause=cause, about=child_id)


def _entries_of_child() -> Select[Any]:
    """
    Return the ids under which a child was entered, if that was twice.
    """
    twin = children.alias()
    return (
        select(twin.c.id)
        .where(or_(twin.c.id == children.c.id, twin.c.same_as == children.c.id))
        .correlate(children)
    )


def _absent(connection: Connection, *, on: date, limit: int) -> Iterator[DueReview]:
    """
    Find who was in none of the sessions of six weeks; holidays are nobody's absence.

    Whether she cancelled does not matter here: it is a reason to talk, and no more.
    """
    came = func.sum(case((attendances.c.outcome == Outcome.ATTENDED, 1), else_=0))
    query = (
        select(attendances.c.mother_id)
        .join(sessions, sessions.c.id == attendances.c.session_id)
        .join(mothers, mothers.c.id == attendances.c.mother_id)
        .where(
            _may_be_asked_about(on),
            ~_was_raised(ReviewCause.ABSENT_SIX_WEEKS, _since_she_last_came()),
            or_(
                mothers.c.standing_since.is_(None),
                mothers.c.standing_since <= on - ABSENT_FOR,
            ),
            attendances.c.outcome.is_not(None),
            attendances.c.outcome != Outcome.SESSION_CANCELLED,
            sessions.c.starts_at >= in_utc(on - ABSENT_FOR, _MIDNIGHT),
        )
        .group_by(attendances.c.mother_id)
        .having(and_(came == 0, func.count() >= HELD_MEANWHILE))
        .order_by(attendances.c.mother_id)
        .limit(limit)
    )
    for mother_id in connection.scalars(query):
        yield DueReview(mother_id=mother_id, cause=ReviewCause.ABSENT_SIX_WEEKS)


def _may_be_asked_about(on: date) -> ColumnElement[bool]:
    return and_(
        mothers.c.enrolment == Enrolment.ACTIVE,
        mothers.c.review_cause.is_(None),
        or_(mothers.c.reviewed_on.is_(None), mothers.c.reviewed_on <= on - RESTS_FOR),
    )


def _was_raised(cause: ReviewCause, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(enrolment_changes.c.id)
        .where(
            enrolment_changes.c.mother_id == mothers.c.id,
            enrolment_changes.c.step == Step.REVIEW_RAISED,
            enrolment_changes.c.reason == cause,
            *more,
        )
        .correlate(mothers, children)
        .exists()
    )


def _since_she_last_came() -> ColumnElement[bool]:
    """
    Return the condition that a change is of this absence and of no earlier one.
    """
    came = attendances.alias("came")
    at = sessions.alias("came_to")
    last = (
        select(func.max(at.c.starts_at))
        .join(came, came.c.session_id == at.c.id)
        .where(came.c.mother_id == mothers.c.id, came.c.outcome == Outcome.ATTENDED)
        .correlate(mothers)
        .scalar_subquery()
    )
    return or_(last.is_(None), enrolment_changes.c.at >= last)
