from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.roster.domain.roster_file import Difference
from services.roster.domain.roster_row import RosterRow
from services.roster.domain.same_mother import Known, KnownMothers
from services.roster.usecases.add_mother import put_on_list
from services.roster.usecases.known_mothers import (
    hold_known_mothers,
    is_new,
    known_mothers,
)
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role

_AT_ONCE = 200  # rows whose mothers are looked up together


@dataclass(kw_only=True)
class RosterDifference:
    """
    The lines of a list about mothers that we do not know yet, and how many we do.

    ``differing`` are the lines about those whom we know that say something else.
    """

    new: list[RosterRow]
    known: int
    differing: list[Difference]

    def note_known(self, row: RosterRow, *, found: Known | None) -> None:
        self.known += 1
        if found is not None and (fields := found.differences(row)):
            self.differing.append(Difference(line=row.line, fields=fields))


def compare_roster(
    *,
    group_id: UUID,
    rows: Sequence[RosterRow],
    uow: UnitOfWork,
    pause: Callable[[], None] = lambda: None,
) -> RosterDifference:
    """
    Return what taking a list in would add. Nothing is changed.

    ``pause`` is called now and then, so that others have their turn.

    Raises GroupNotFound.
    """
    difference = RosterDifference(new=[], known=0, differing=[])
    # Whom an earlier line is about is known to a later one, as she will be then.
    earlier = KnownMothers()
    with uow.reading():
        uow.groups.get(group_id)
        for part in _parts(rows):
            known = known_mothers(group_id=group_id, rows=part, uow=uow)
            for row in part:
                found = known.find(row) or earlier.find(row)
                if is_new(row, found=found, uow=uow):
                    difference.new.append(row)
                    earlier.know_row(row)
                else:
                    difference.note_known(row, found=found)
            pause()
    return difference


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
        # All of its lines at once, as they are one transaction.
        uow.groups.get(group_id)
        hold_known_mothers(group_id=group_id, rows=rows, uow=uow)
        difference = compare_roster(group_id=group_id, rows=rows, uow=uow)
        for row in difference.new:
            put_on_list(
                group_id=group_id, told=row, today=today, heard_by=heard_by, uow=uow
            )
        uow.commit()
    return difference


def _parts(rows: Sequence[RosterRow]) -> Iterator[Sequence[RosterRow]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
