from datetime import datetime
from uuid import UUID

from services.roster.domain.matter import Matter
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall


def note_matter_opened(
    *, matter_id: UUID, mother_id: UUID, child_id: UUID | None, uow: UnitOfWork
) -> None:
    """
    Keep that the others have something in hand about a mother, or a child of hers.
    """
    _note(
        Matter(id=matter_id, mother_id=mother_id, child_id=child_id, closed_on=None),
        uow=uow,
    )


def note_matter_closed(
    *, matter_id: UUID, mother_id: UUID, now: datetime, uow: UnitOfWork
) -> None:
    """
    Keep that it has ended, and when: the clocks begin anew on that day.
    """
    on = on_the_wall(now).date()
    _note(Matter(id=matter_id, mother_id=mother_id, closed_on=on), uow=uow)


def _note(matter: Matter, *, uow: UnitOfWork) -> None:
    """
    Keep it of a mother who is known here; no clock runs for another.
    """
    with uow:
        if uow.mothers.find(matter.mother_id) is not None:
            uow.matters.load([matter.id])
            uow.matters.save(matter)
        uow.commit()
