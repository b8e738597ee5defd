"""
What was so for a while about a mother, read for her page: all of it is kept.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table

from services.outreach.domain.act import FormerEnd
from services.outreach.domain.agreement import Word
from services.outreach.domain.last_word import CareTakenBack
from services.outreach.domain.review import Asked
from services.outreach.domain.snooze import Snooze
from services.outreach.storage import rows as as_rows
from services.outreach.storage.rows_of_words import (
    asked_of,
    care_taken_back_of,
    put_off_of,
    word_of,
)
from services.outreach.storage.tables import (
    agreement_words,
    asked_again,
    cares_taken_back,
    former_ends,
    put_offs,
)
from shared.kernel.organisations import Role


class HerHistory:
    """
    The rows beside hers that only ever grow, and that no rule but the page asks for.
    """

    connection: Connection

    def mark_unsaid(
        self, mother_id: UUID, *, versions: range, by: Role, at: datetime
    ) -> None:
        """
        Mark what she never said; what was quoted are not her words, and goes.
        """
        self.connection.execute(
            agreement_words.update()
            .where(
                agreement_words.c.mother_id == mother_id,
                agreement_words.c.version.between(versions.start, versions.stop - 1),
            )
            .values(taken_back_at=at, taken_back_by_role=by, quote=None)
        )

    def words_of(self, mother_id: UUID) -> list[Word]:
        """
        Return all that she has said, the newest day first, and of one day the last.
        """
        found = self._kept_of(mother_id, agreement_words, "said_on", "version")
        return [word_of(row) for row in found]

    def put_offs_of(self, mother_id: UUID) -> list[Snooze]:
        """
        Return each day to which she was put off, what was said last first.
        """
        found = self._kept_of(mother_id, put_offs, "at")
        return [put_off_of(row) for row in found]

    def cares_taken_back_of(self, mother_id: UUID) -> list[CareTakenBack]:
        """
        Return what was said to be done for her and was not, the newest first.
        """
        found = self._kept_of(mother_id, cares_taken_back, "taken_back_at")
        return [care_taken_back_of(row) for row in found]

    def asked_again_of(self, mother_id: UUID) -> list[Asked]:
        """
        Return who has asked her again, and what came of it, the newest first.
        """
        found = self._kept_of(mother_id, asked_again, "at")
        return [asked_of(row) for row in found]

    def former_ends_of(self, mother_id: UUID) -> list[FormerEnd]:
        """
        Return the ends of her follow-ups that did not last, the newest first.
        """
        found = self._kept_of(mother_id, former_ends, "opened_at", "version")
        return [as_rows.former_end_of(row) for row in found]

    def _kept_of(
        self, mother_id: UUID, table: Table, *order: str
    ) -> Sequence[Row[Any]]:
        """
        Return all that a table keeps of her, the newest by these columns first.
        """
        query = table.select().where(table.c.mother_id == mother_id)
        newest_first = query.order_by(*(table.c[name].desc() for name in order))
        return self.connection.execute(newest_first).all()
