"""
The same mother twice in one file.
"""

from dataclasses import dataclass, field

from services.roster.domain.roster_row import RosterRow
from services.roster.entrypoints.roster_csv_faults import Fault
from services.roster.entrypoints.roster_csv_rows import RowReader


@dataclass
class Repeats:
    """
    The lines read so far, by what tells that a later one is about the same mother.

    That is her phone, or her name with the birth date of a child. A phone that both
    lines call shared tells nothing by itself: two sisters may have one between them.
    """

    by_phone: dict[str, int] = field(default_factory=dict)
    by_own_phone: dict[str, int] = field(default_factory=dict)
    by_identity: dict[tuple[str, object], int] = field(default_factory=dict)

    def refuse_repeat(self, row: RosterRow, reader: RowReader) -> None:
        """
        Put an error on the line if an earlier one is about the same mother.
        """
        if first := self._line_with_phone_of(row):
            reader.refuse(Fault.SAME_PHONE, field_name="phone", first=first)
        elif first := self._line_with_identity_of(row):
            reader.refuse(Fault.SAME_MOTHER, field_name="name", first=first)
        self._remember(row)

    def _line_with_phone_of(self, row: RosterRow) -> int | None:
        earlier = self.by_own_phone if row.shared_phone else self.by_phone
        return earlier.get(row.phone) if row.phone else None

    def _line_with_identity_of(self, row: RosterRow) -> int | None:
        lines = map(self.by_identity.get, _identities(row))
        return next((line for line in lines if line), None)

    def _remember(self, row: RosterRow) -> None:
        if row.phone:
            self.by_phone.setdefault(row.phone, row.line)
            if not row.shared_phone:
                self.by_own_phone.setdefault(row.phone, row.line)
        for identity in _identities(row):
            self.by_identity.setdefault(identity, row.line)


def _identities(row: RosterRow) -> list[tuple[str, object]]:
    if not row.display_name:
        return []
    name = " ".join(row.display_name.split()).casefold()
    born_on = [(name, child.born_on) for child in row.children]
    return [*born_on, (name, row.phone)] if row.phone else [*born_on]
