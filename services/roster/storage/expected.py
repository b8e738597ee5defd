"""
Who may be expected at a session: the query, and what others ask with it.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, bindparam, exists, or_, select

from services.roster.domain.enrolment import Enrolment
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


def _took_a_step_since() -> ColumnElement[bool]:
    return exists().where(
        enrolment_changes.c.mother_id == mothers.c.id,
        enrolment_changes.c.at > of_session(sessions.c.starts_at),
    )


def _expected(group_id: ColumnElement[UUID], may_be: ColumnElement[bool]) -> Prepared:
    query = mothers.select().where(mothers.c.group_id == group_id, may_be)
    return Prepared(lambda _on: query.order_by(mothers.c.id))


_THEN_OR_NOW = or_(MAY_BE_EXPECTED, _took_a_step_since())
EXPECTED_IN = _expected(
    bindparam("group_id", type_=mothers.c.group_id.type), MAY_BE_EXPECTED
)
EXPECTED_AT = _expected(of_session(sessions.c.group_id), _THEN_OR_NOW)


def may_be_expected_at() -> Select[UUID]:
    """
    Return the query for their ids; ``session_id`` comes with each call.
    """
    return select(mothers.c.id).where(
        mothers.c.group_id == of_session(sessions.c.group_id), _THEN_OR_NOW
    )
