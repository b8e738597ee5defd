"""
How many questions came by each link today, in the database.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.roster.domain.questions_sent import QuestionsSent
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlQuestionsSent(Repository[QuestionsSent]):
    """
    One row for a link and a day.
    """

    table = tables.questions_sent

    def forget_before(self, day: date) -> None:
        self.connection.execute(self.table.delete().where(self.table.c.day < day))

    def to_row(self, thing: QuestionsSent) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[QuestionsSent]:
        return [QuestionsSent(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
