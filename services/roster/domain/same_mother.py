"""
Whether a line of a list is about a mother that we know.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from services.roster.domain.mother import Mother
from services.roster.domain.roster_row import RosterRow


def same_name(name: str) -> str:
    """
    Return the name as it is compared: without regard to capitals and spaces.
    """
    return " ".join(name.split()).casefold()


@dataclass
class KnownMothers:
    """
    The mothers that we know, by what tells that a line is about one of them.

    That is a phone of her own, or her name with the birth date of a child. A line that
    has neither phone nor child is about any mother of that name: a list that says no
    more would otherwise add her again each time.
    """

    phones: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    names_with_child: set[tuple[str, date]] = field(default_factory=set)

    def know_phone(self, mother: Mother) -> None:
        if mother.phone and not mother.shared_phone:
            self.phones.add(mother.phone)

    def know(self, mother: Mother, *, born_on: Iterable[date]) -> None:
        self.know_phone(mother)
        name = same_name(mother.display_name)
        self.names.add(name)
        self.names_with_child |= {(name, day) for day in born_on}

    def has(self, row: RosterRow) -> bool:
        own_phone = None if row.shared_phone else row.phone
        if own_phone in self.phones:
            return True
        name = same_name(row.display_name)
        if not row.children:
            return own_phone is None and name in self.names
        return any(
            (name, child.born_on) in self.names_with_child for child in row.children
        )
