"""
The lines of registers in the database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, any_, bindparam, func, select, union

from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.session import Session
from services.roster.storage.expected import may_be_expected_at
from services.roster.storage.tables import attendances, sessions
from services.roster.usecases.ports import History
from shared.db.ahead import Question, answer_to
from shared.db.bulk import among, is_file, keys_for
from shared.db.prepared import Prepared
from shared.db.types import UTCDateTime

_COLUMNS = tuple(column.name for column in attendances.c if column.name != "told")
_LINES = Prepared(
    lambda on: attendances.select().where(among(attendances.c.session_id, on=on))
)


def _outcomes(whose: ColumnElement[bool], before: ColumnElement[datetime]) -> Any:
    lines = attendances.join(sessions, sessions.c.id == attendances.c.session_id)
    return (
        select(attendances.c.mother_id, attendances.c.outcome)
        .select_from(lines)
        .where(whose, attendances.c.outcome.is_not(None), sessions.c.starts_at < before)
        .order_by(sessions.c.starts_at.desc(), sessions.c.id.desc())
    )


def _outcomes_before_session(on: Connection) -> Any:
    """
    Ask about all who stand in a register or may be expected there.
    """
    asked = bindparam("session_id", type_=sessions.c.id.type)
    itself, its_lines = sessions.alias(), attendances.alias()
    starts_at = select(itself.c.starts_at).where(itself.c.id == asked)
    standing = select(its_lines.c.mother_id).where(its_lines.c.session_id == asked)
    whose = union(*may_be_expected_at(), standing).scalar_subquery()
    column = attendances.c.mother_id
    # As an array PostgreSQL asks the index for each; of IN it may read all there is.
    is_there = column.in_(whose) if is_file(on) else column == any_(func.array(whose))
    return _outcomes(is_there, starts_at.scalar_subquery())


_OUTCOMES = Prepared(
    lambda on: _outcomes(
        among(attendances.c.mother_id, on=on), bindparam("before", type_=UTCDateTime)
    )
)
_OUTCOMES_BEFORE_SESSION = Prepared(_outcomes_before_session)
LINE_KEY = ("mother_id", "session_id")


@dataclass(frozen=True)
class Lines:
    """
    The lines of one register as the database has them.
    """

    attendances: dict[UUID, Attendance] = field(default_factory=dict)
    taken_back: dict[UUID, int] = field(default_factory=dict)
    told: dict[UUID, Outcome] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session) -> Self:
        return cls(
            dict(session.attendances), dict(session.taken_back), dict(session.told)
        )

    def outcomes(self) -> dict[UUID, Outcome]:
        return {key: line.outcome for key, line in self.attendances.items()}

    def says(self, mother_id: UUID) -> tuple[Any, ...]:
        """
        Return all that a row tells of one mother, to be compared.
        """
        return (
            self.attendances.get(mother_id),
            self.taken_back.get(mother_id),
            self.told.get(mother_id),
        )


def lines_of(
    connection: Connection, session_ids: Collection[UUID]
) -> dict[UUID, Lines]:
    """
    Read the lines of all these registers with one query.
    """
    found = {session_id: Lines() for session_id in session_ids}
    if not found:
        return found
    for row in answer_to(connection, question_of_lines(connection, session_ids)):
        lines = found[row.session_id]
        if row.told is not None:
            lines.told[row.mother_id] = Outcome(row.told)
        if row.outcome is None:
            lines.taken_back[row.mother_id] = row.version
        else:
            lines.attendances[row.mother_id] = _attendance(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's documented name.
    return found


def question_of_lines(
    connection: Connection, session_ids: Collection[UUID]
) -> Question:
    return Question(_LINES.on(connection), keys_for(connection, session_ids))


def changed_rows(session: Session, written: Lines) -> Iterator[dict[str, Any]]:
    """
    Yield the rows in which a register differs from what was written.
    """
    now = Lines.of(session)
    for mother_id in (*session.attendances, *session.taken_back):
        if now.says(mother_id) != written.says(mother_id):
            yield _row(session, mother_id)


def histories(
    connection: Connection, *, mother_ids: Collection[UUID], before: datetime
) -> dict[UUID, History]:
    """
    Read what became of these mothers at the sessions before, the newest first.
    """
    values = {"before": before, **keys_for(connection, mother_ids)}
    return _histories(connection.execute(_OUTCOMES.on(connection), values))


def histories_before(connection: Connection, session_id: UUID) -> dict[UUID, History]:
    """
    Read the same of all who stand in a register or may be expected there.
    """
    question = question_of_histories(connection, session_id)
    return _histories(answer_to(connection, question))


def question_of_histories(connection: Connection, session_id: UUID) -> Question:
    query = _OUTCOMES_BEFORE_SESSION.on(connection)
    return Question(query, {"session_id": session_id})


def _histories(rows: Iterable[Any]) -> dict[UUID, History]:
    found: defaultdict[UUID, list[Outcome]] = defaultdict(list)
    for row in rows:
        found[row.mother_id].append(Outcome(row.outcome))
    return {mother_id: tuple(outcomes) for mother_id, outcomes in found.items()}


def _row(session: Session, mother_id: UUID) -> dict[str, Any]:
    key = {"mother_id": mother_id, "session_id": session.id}
    told = {"told": session.told.get(mother_id)}
    line = session.attendances.get(mother_id)
    if line is not None:
        return {name: getattr(line, name) for name in _COLUMNS} | told
    version = {"version": session.taken_back[mother_id]}
    return dict.fromkeys(_COLUMNS) | key | version | told


def _attendance(row: dict[str, Any]) -> Attendance:
    del row["told"]
    row["outcome"] = Outcome(row["outcome"])
    row["voided"] = row["voided"] and Outcome(row["voided"])
    return Attendance(**row)
