"""
The history of every mother's way in the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, or_, select

from services.roster.domain.enrolment import Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.session import Session
from services.roster.domain.standing import Stood, read_from_json, told_as_json
from services.roster.domain.step_rules import VISIT_WAS_NONE
from services.roster.domain.turnover import TELLING
from services.roster.storage import tables
from services.roster.storage.expected import left_since, of_session
from shared.db.ahead import Question, answer_to
from shared.db.boundary import lifted
from shared.db.prepared import Prepared
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation, Role


class SqlEnrolmentChanges(Repository[EnrolmentChange]):
    """
    The steps that were taken, the ones that were taken back among them.
    """

    table = tables.enrolment_changes

    def of_mother(self, mother_id: UUID) -> list[EnrolmentChange]:
        """
        Return every step of hers, the latest first.
        """
        found = self.matching(self.table.c.mother_id == mother_id)
        # Of one who was entered twice the versions are those of two histories.
        return sorted(found, key=lambda one: (one.at, one.version), reverse=True)

    def visits_of(self, mother_id: UUID) -> list[UUID]:
        """
        Return every session that a first visit of hers was planned to, holding nothing.

        Sessions are held before her.
        """
        return self._what_it_was_about(Step.FIRST_VISIT_PLANNED, mother_id=mother_id)

    def groups_left_by(self, mother_id: UUID) -> list[UUID]:
        """
        Return every group that she has left for another, holding nothing.

        Groups are held before her.
        """
        return self._what_it_was_about(Step.CHANGED_GROUP, mother_id=mother_id)

    def _what_it_was_about(self, step: Step, *, mother_id: UUID) -> list[UUID]:
        columns = self.table.c
        query = select(columns.about).where(
            columns.mother_id == mother_id, columns.step == step
        )
        return list(self.connection.scalars(query.distinct()))

    def whose_visit_was_none(self, session: Session) -> list[UUID]:
        """
        Return who took a step back when a session was cancelled, holding nothing.
        """
        columns = self.table.c
        query = select(columns.mother_id).where(
            columns.at == session.cancelled_at,
            columns.about == session.id,
            columns.step.in_(VISIT_WAS_NONE),
        )
        return sorted(self.connection.scalars(query.distinct()))

    def of_turnover(self, *, group_id: UUID, start: datetime) -> list[EnrolmentChange]:
        """
        Return the steps since then in, into and out of a group, the earliest first.

        Who has gone on to a group that is not there for whoever asks is among them: a
        number is all that is told of her.
        """
        columns, mothers = self.table.c, tables.mothers.c
        whose = or_(
            mothers.group_id == group_id,
            mothers.id.in_(left_since(start, group_id=group_id)),
        )
        with lifted(self.connection):
            groups = self.connection.execute(
                select(mothers.id, mothers.group_id).where(whose)
            )
            now_in = {one.id: one.group_id for one in groups}
            steps = self.matching(
                columns.at >= start,
                columns.step.in_(sorted(TELLING)),
                columns.mother_id.in_(select(mothers.id).where(whose)),
            )
        steps.sort(key=lambda one: (one.at, one.version))
        return _of_group(group_id, steps, now_in=now_in)

    def stood_at(self, moment: datetime, *, group_id: UUID) -> dict[UUID, Stood]:
        """
        Return where those of a group stood who have taken a step since then.

        Who has left the group since is among them.
        """
        told = {"moment": moment, "group_id": group_id}
        rows = self.connection.execute(_SINCE.on(self.connection), told).all()
        return _stood(rows)

    def stood_at_start_of(self, session_id: UUID) -> dict[UUID, Stood]:
        """
        Return the same of the group of a session as it is written down.
        """
        question = question_of_steps(self.connection, session_id)
        return _stood(answer_to(self.connection, question))

    def to_row(self, thing: EnrolmentChange) -> dict[str, Any]:
        return vars(thing) | {
            "from_state": thing.from_state,
            "to_state": thing.to_state,
            "before": None if thing.before is None else told_as_json(thing.before),
            "after": told_as_json(thing.after),
        }

    def from_rows(self, rows: Sequence[Any]) -> list[EnrolmentChange]:
        return [_change(row) for row in rows]


def _of_group(
    group_id: UUID, steps: Sequence[EnrolmentChange], *, now_in: Mapping[UUID, UUID]
) -> list[EnrolmentChange]:
    """
    Return the steps before or after which she was in a group.

    Where she was follows from where she is and from the steps since, as ``stood_at``.
    """
    found, was_in = [], dict(now_in)
    for one in reversed(steps):
        after = was_in[one.mother_id]
        before = one.group_before or after
        if group_id in {before, after}:
            found.append(one)
        was_in[one.mother_id] = before
    return found[::-1]


def question_of_steps(connection: Connection, session_id: UUID) -> Question:
    """
    Ask for the steps in a session's group since it began.
    """
    return Question(_SINCE_SESSION.on(connection), {"session_id": session_id})


def _steps_since(moment: Any, *, group_id: Any) -> Prepared:
    changes, mothers = tables.enrolment_changes, tables.mothers
    query = (
        changes.select()
        .join(mothers, mothers.c.id == changes.c.mother_id)
        .where(
            changes.c.at > moment,
            or_(
                mothers.c.group_id == group_id,
                changes.c.mother_id.in_(left_since(moment, group_id=group_id)),
            ),
        )
        # The latest first, so that the earliest step since then is what stays.
        .order_by(changes.c.version.desc())
    )
    return Prepared(lambda _on: query)


_SINCE = _steps_since(bindparam("moment"), group_id=bindparam("group_id"))
_SINCE_SESSION = _steps_since(
    of_session(tables.sessions.c.starts_at),
    group_id=of_session(tables.sessions.c.group_id),
)


def _stood(rows: Iterable[Any]) -> dict[UUID, Stood]:
    """
    Return where each stood; below a merge lie two histories, of which none is hers.
    """
    found: dict[UUID, Stood] = {}
    merged = set()
    for change in map(_change, rows):
        hers = change.mother_id
        if hers not in merged:
            later = found[hers].group_id if hers in found else None
            found[hers] = Stood(
                standing=change.stood_before, group_id=change.group_before or later
            )
        if change.step is Step.MERGED:
            merged.add(hers)
    return found


def _change(row: Any) -> EnrolmentChange:
    return EnrolmentChange(
        id=row.id,
        mother_id=row.mother_id,
        version=row.version,
        step=Step(row.step),
        before=None if row.before is None else read_from_json(row.before),
        after=read_from_json(row.after),
        by_role=Role(row.by_role),
        by_organisation=Organisation(row.by_organisation),
        at=row.at,
        reason=row.reason,
        about=row.about,
        causing_event_id=row.causing_event_id,
    )
