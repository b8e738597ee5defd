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
    phones = {row.phone for row in rows if row.phone and not row.shared_phone}
    uow.no_thanks_numbers.load_of(rows)
    # Mothers before children, as whoever discloses a card: the rows stay locked.
    named = uow.mothers.named(group_id, {row.display_name for row in rows})
    by_phone = uow.mothers.with_phones(phones)
    children = uow.children.of_mothers([one.id for one in (*named, *by_phone)])

    known = KnownMothers()
    for mother in named:
        known.know(mother, born_on=_born_on(mother, children))
    for mother in by_phone:
        known.know_phone(mother, born_on=_born_on(mother, children))
    return known


def is_new(row: RosterRow, *, found: Known | None, uow: UnitOfWork) -> bool:
    """
    Return whether the line is about one whom we do not know.

    Whoever has said no thanks is known by it, also when all else is erased.
    """
    if found is not None or uow.no_thanks_numbers.of(row) is not None:
        return False
    return no_thanks_elsewhere(row, uow=uow) is None


def _born_on(mother: Mother, children: Mapping[UUID, Sequence[Child]]) -> list[date]:
    return [child.born_on for child in children.get(mother.id, ())]
