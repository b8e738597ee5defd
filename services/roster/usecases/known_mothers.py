from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.domain.mother import Mother
from services.roster.domain.roster_row import RosterRow
from services.roster.domain.same_mother import Known, KnownMothers
from services.roster.usecases.no_thanks_of_erased import no_thanks_elsewhere
from services.roster.usecases.ports import UnitOfWork


def known_mothers(
    *, group_id: UUID, rows: Sequence[RosterRow], uow: UnitOfWork
) -> KnownMothers:
    """
    Return whom we know of these: in this group by name, in any by her own phone.

    A name alone says little across a whole town; a number is one person's. Only whom
    a line may be about is read: a line of a long list costs no more than another's.
    """
    phones = _phones_in(rows)
    uow.no_thanks_numbers.load_of(rows)
    # Mothers before children, as whoever discloses a card: the rows stay locked.
    named = uow.mothers.named(group_id, _names_in(rows))
    by_phone = uow.mothers.with_phones(phones)
    children = uow.children.of_mothers([one.id for one in (*named, *by_phone)])

    known = KnownMothers()
    for mother in named:
        known.know(mother, born_on=_born_on(mother, children))
    for mother in by_phone:
        known.know_phone(mother, born_on=_born_on(mother, children))
    return known


def hold_known_mothers(
    *, group_id: UUID, rows: Sequence[RosterRow], uow: UnitOfWork
) -> None:
    """
    Hold everybody whom these lines may be about, before the first line is looked at.

    In the order of their ids, however a line knows them: the lists of two groups that
    know the same mothers then wait for each other, and never both at once.
    """
    uow.no_thanks_numbers.load_of(rows)
    ids = uow.mothers.ids_known_by(
        group_id, names=_names_in(rows), phones=_phones_in(rows)
    )
    uow.mothers.load(ids)
    uow.children.of_mothers(ids)


def is_new(row: RosterRow, *, found: Known | None, uow: UnitOfWork) -> bool:
    """
    Return whether the line is about one whom we do not know.

    Whoever has said no thanks is known by it, also when all else is erased.
    """
    if found is not None or uow.no_thanks_numbers.of(row) is not None:
        return False
    return no_thanks_elsewhere(row, uow=uow) is None


def _names_in(rows: Sequence[RosterRow]) -> set[str]:
    return {row.display_name for row in rows}


def _phones_in(rows: Sequence[RosterRow]) -> set[str]:
    return {row.phone for row in rows if row.phone and not row.shared_phone}


def _born_on(mother: Mother, children: Mapping[UUID, Sequence[Child]]) -> list[date]:
    return [child.born_on for child in children.get(mother.id, ())]
