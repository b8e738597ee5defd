"""
Who may be expected at a session: the query, and what others ask with it.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from services.roster.domain.enrolment import Enrolment
from services.roster.storage.tables import mothers, sessions
from shared.db.prepared import Prepared

# Written out: the text of an IN depends on its values, and could not be asked ahead.
_MAY_BE_EXPECTED = or_(
    mothers.c.enrolment == Enrolment.ACTIVE,
    mothers.c.enrolment == Enrolment.FIRST_VISIT_PLANNED,
)


def _of(group_id: ColumnElement[UUID]) -> Prepared:
    query = mothers.select().where(mothers.c.group_id == group_id, _MAY_BE_EXPECTED)
    return Prepared(lambda _on: query.order_by(mothers.c.id))


def _group_of_session() -> Any:
    asked = bindparam("session_id", type_=sessions.c.id.type)
    return select(sessions.c.group_id).where(sessions.c.id == asked).scalar_subquery()


EXPECTED_IN = _of(bindparam("group_id", type_=mothers.c.group_id.type))
EXPECTED_AT = _of(_group_of_session())


def may_be_expected_at() -> Select[UUID]:
    """
    Return the query for their ids; ``session_id`` comes with each call.
    """
    return select(mothers.c.id).where(
        mothers.c.group_id == _group_of_session(), _MAY_BE_EXPECTED
    )
