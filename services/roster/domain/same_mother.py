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


@dataclass(frozen=True, kw_only=True)
class Known:
    """
    One whom we know: from our own list, or from an earlier line of the same one.
    """

    mother: Mother | None = None
    born_on: frozenset[date] = frozenset()

    def differences(self, row: RosterRow) -> tuple[str, ...]:
        """
        Return in which fields the line says something that we do not have.

        Nothing is changed by it: what she has told us since is newer than the list. An
        empty cell says nothing, and neither does a no to what only a yes is asked for.
        """
        if self.mother is None:
            return ()
        ours = self.mother
        born_on = {child.born_on for child in row.children}
        says_more = {
            "name": same_name(row.display_name) != same_name(ours.display_name),
            "phone": row.phone is not None and row.phone != ours.phone,
            "languages": bool(row.languages) and row.languages != ours.languages,
            "may_leave_message": row.may_leave_message and not ours.may_leave_message,
            "shared_phone": row.shared_phone and not ours.shared_phone,
            "said_yes_on": row.said_yes_on not in (None, ours.said_yes_on),
            "born_on": not born_on <= self.born_on,
        }
        return tuple(name for name, differs in says_more.items() if differs)


@dataclass
class KnownMothers:
    """
    The mothers that we know, by what tells that a line is about one of them.

    That is a phone of her own, or her name with the birth date of a child. A line that
    has neither phone nor child is about any mother of that name: a list that says no
    more would otherwise add her again each time.
    """

    phones: dict[str, Known] = field(default_factory=dict)
    names: dict[str, Known] = field(default_factory=dict)
    names_with_child: dict[tuple[str, date], Known] = field(default_factory=dict)

    def know_phone(self, mother: Mother, *, born_on: Iterable[date] = ()) -> None:
        if mother.phone and not mother.shared_phone:
            known = Known(mother=mother, born_on=frozenset(born_on))
            self.phones.setdefault(mother.phone, known)

    def know(self, mother: Mother, *, born_on: Iterable[date]) -> None:
        known = Known(mother=mother, born_on=frozenset(born_on))
        self.know_phone(mother, born_on=known.born_on)
        self._know_name(mother.display_name, known)

    def know_row(self, row: RosterRow) -> None:
        """
        Know whom an earlier line was about, whether she is written already or not.
        """
        known = Known(born_on=frozenset(child.born_on for child in row.children))
        if row.phone and not row.shared_phone:
            self.phones.setdefault(row.phone, known)
        self._know_name(row.display_name, known)

    def find(self, row: RosterRow) -> Known | None:
        own_phone = None if row.shared_phone else row.phone
        if own_phone is not None and own_phone in self.phones:
            return self.phones[own_phone]
        name = same_name(row.display_name)
        if not row.children:
            return self.names.get(name) if own_phone is None else None
        keys = ((name, child.born_on) for child in row.children)
        found = map(self.names_with_child.get, keys)
        return next((known for known in found if known is not None), None)

    def _know_name(self, display_name: str, known: Known) -> None:
        name = same_name(display_name)
        self.names.setdefault(name, known)
        for day in known.born_on:
            self.names_with_child.setdefault((name, day), known)
