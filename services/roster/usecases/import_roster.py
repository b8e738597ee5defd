from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.roster.domain.roster_row import RosterRow
from services.roster.domain.same_mother import KnownMothers
from services.roster.usecases.add_mother import put_on_list
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


@dataclass(frozen=True, kw_only=True)
class RosterDifference:
    """
    The lines of a list about mothers that we do not know yet, and how many we do.
    """

    new: list[RosterRow]
    known: int


def compare_roster(
    *, group_id: UUID, rows: Sequence[RosterRow], uow: UnitOfWork
) -> RosterDifference:
    """
    Return what taking a list in would add. Nothing is changed.

    Raises GroupNotFound.
    """
    with uow.reading():
        uow.groups.get(group_id)
        known = _known_mothers(group_id=group_id, rows=rows, uow=uow)
        uow.no_thanks_numbers.load_of(rows)
        # Whoever has said no thanks is known by it, also when all else is erased.
        new = [
            row
            for row in rows
            if not known.has(row) and uow.no_thanks_numbers.of(row) is None
        ]
    return RosterDifference(new=new, known=len(rows) - len(new))


def import_roster(
    *,
    group_id: UUID,
    rows: Sequence[RosterRow],
    today: date,
    heard_by: Role,
    uow: UnitOfWork,
) -> RosterDifference:
    """
    Take a list in: add whom we do not know, all of them or none.

    A mother that we know is left as she is; what she has told us since is newer than
    the list, and so is her no thanks.

    Raises GroupNotFound, YesHeardByOutsider or Invalid.
    """
    with uow:
        difference = compare_roster(group_id=group_id, rows=rows, uow=uow)
        for row in difference.new:
            put_on_list(
                group_id=group_id, told=row, today=today, heard_by=heard_by, uow=uow
            )
        uow.commit()
    return difference


def _known_mothers(
    *, group_id: UUID, rows: Sequence[RosterRow], uow: UnitOfWork
) -> KnownMothers:
    """
    Return whom we know: of this group by name, and of every group by her own phone.

    A name alone says little across a whole town; a number is one person's.
    """
    known = KnownMothers()
    # Mothers before children, as whoever discloses a card: the rows stay locked.
    mothers = uow.mothers.all_in(group_id)
    children = uow.children.of_group(group_id)
    for mother in mothers:
        born_on = [child.born_on for child in children.get(mother.id, [])]
        known.know(mother, born_on=born_on)
    phones = {row.phone for row in rows if row.phone and not row.shared_phone}
    for mother in uow.mothers.with_phones(phones):
        known.know_phone(mother)
    return known
