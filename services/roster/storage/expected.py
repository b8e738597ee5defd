"""
Who may be expected at a session: the query, and what others ask with it.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    union,
)

from services.roster.domain.enrolment import Enrolment, Step
from services.roster.storage.tables import enrolment_changes, mothers, sessions
from shared.db.prepared import Prepared

# Written out: the text of an IN depends on its values, and could not be asked ahead.
MAY_BE_EXPECTED = or_(
    mothers.c.enrolment == Enrolment.ACTIVE,
    mothers.c.enrolment == Enrolment.FIRST_VISIT_PLANNED,
)


def of_session(column: Column[Any]) -> Any:
    """
    Return what stands in a column of a session; ``session_id`` comes with each call.
    """
    asked = bindparam("session_id", type_=sessions.c.id.type)
    return select(column).where(sessions.c.id == asked).scalar_subquery()


def left_since(moment: Any, *, group_id: Any) -> Select[UUID]:
    """
    Return the query for who has gone from a group to another since a moment.
    """
    steps = enrolment_changes.c
    return select(steps.mother_id).where(
        steps.step == Step.CHANGED_GROUP, steps.about == group_id, steps.at > moment
    )


def _took_a_step_since() -> ColumnElement[bool]:
    return exists().where(
        enrolment_changes.c.mother_id == mothers.c.id,
        enrolment_changes.c.at > of_session(sessions.c.starts_at),
    )


_GROUP = of_session(sessions.c.group_id)
_START = of_session(sessions.c.starts_at)


def may_be_expected_at() -> tuple[Select[UUID], Select[UUID]]:
    """
    Return the queries for their ids: of who is in its group, and who has left it since.

    ``session_id`` comes with each call.
    """
    then_or_now = or_(MAY_BE_EXPECTED, _took_a_step_since())
    here = select(mothers.c.id).where(mothers.c.group_id == _GROUP, then_or_now)
    return here, left_since(_START, group_id=_GROUP)


def _whole(condition: ColumnElement[bool]) -> Prepared:
    query = mothers.select().where(condition)
    return Prepared(lambda _on: query.order_by(mothers.c.id))


EXPECTED_IN = _whole(
    and_(
        mothers.c.group_id == bindparam("group_id", type_=mothers.c.group_id.type),
        MAY_BE_EXPECTED,
    )
)
# As one set of ids they are found by their keys; of two conditions PostgreSQL would
# read every mother.
EXPECTED_AT = _whole(mothers.c.id.in_(union(*may_be_expected_at())))
