"""
The numbers of those who have said no thanks and were erased, in the database.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from services.roster.domain.no_thanks_number import (
    HasNumber,
    NoThanksNumber,
    mark_of,
    marks_of,
)
from services.roster.storage import tables
from shared.db.engine import NUMBER_KEY
from shared.db.repository import Repository


class SqlNoThanksNumbers(Repository[NoThanksNumber]):
    """
    Known by a hash; its key is a setting and does not stand in the database.
    """

    table = tables.no_thanks_numbers

    def load_of(self, all_told: Iterable[HasNumber]) -> None:
        """
        Read with one query what ``of`` is asked of each of these.
        """
        self.load(
            mark for told in all_told for mark in marks_of(told, key=self._secret)
        )

    def of(self, told: HasNumber) -> NoThanksNumber | None:
        found = map(self.find, marks_of(told, key=self._secret))
        return next((one for one in found if one is not None), None)

    def keep(self, told: HasNumber, *, said_on: Any) -> None:
        mark = mark_of(told, key=self._secret)
        if mark is not None:
            self.load([mark])
            self.save(NoThanksNumber(id=mark, said_on=said_on))

    def forget(self, known: NoThanksNumber) -> None:
        self.connection.execute(self.table.delete().where(self.table.c.id == known.id))

    def to_row(self, thing: NoThanksNumber) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[NoThanksNumber]:
        return [NoThanksNumber(id=row.id, said_on=row.said_on) for row in rows]

    @property
    def _secret(self) -> str:
        key: str = self.connection.get_execution_options().get(NUMBER_KEY, "")
        return key
