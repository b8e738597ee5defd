"""
The smallest service that shows the bus: it notes each miss once, and tells of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, Integer, MetaData, Table, Uuid

from shared.bus.consumer import Policy
from shared.bus.tables import with_bus_tables
from shared.bus.unit_of_work import UnitOfWork
from shared.contracts.outreach import FollowUpOpened, FollowUpStopped
from shared.contracts.roster.attendance import (
    AttendanceCorrected,
    AttendanceExcusedLate,
    AttendanceMissed,
)
from shared.db.repository import Repository
from shared.kernel.ids import id_of_cause, new_id
from tests.support.bus import TUESDAY_TEN

POISON = 99  # A miss that is this many in a row makes the policy fail.

metadata = MetaData()
notes = Table(
    "notes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid, nullable=False),
    Column("times", Integer, nullable=False),
)
with_bus_tables(metadata)


@dataclass(frozen=True, kw_only=True)
class Note:
    id: UUID
    mother_id: UUID
    times: int


class Notes(Repository[Note]):
    table = notes

    def to_row(self, thing: Note) -> dict[str, Any]:
        return {"id": thing.id, "mother_id": thing.mother_id, "times": thing.times}

    def from_rows(self, rows: Sequence[Any]) -> list[Note]:
        return [Note(id=r.id, mother_id=r.mother_id, times=r.times) for r in rows]


class NotebookUnitOfWork(UnitOfWork):
    repositories: ClassVar = {"notes": Notes}
    notes: Notes


class PolicyFailed(Exception):
    """
    A policy has a bug; its text quotes a person, as real ones do.
    """


def note_id(event: Any) -> UUID:
    return id_of_cause("missed", event.mother_id, event.session_id)


def note_a_miss(event: Any, *, now: datetime, uow: Any) -> None:
    del now
    with uow:
        _write(event, uow)
        if event.missed_in_a_row == POISON:
            raise PolicyFailed("Zeynep, 22 33 44 55")
        uow.outbox.add(
            FollowUpStopped(mother_id=event.mother_id, follow_up_id=note_id(event)),
            version=1,
        )
        uow.commit()


def note_a_correction(event: Any, *, now: datetime, uow: Any) -> None:
    del now
    with uow:
        _write(event, uow)
        uow.commit()


def _write(event: Any, uow: Any) -> None:
    known = uow.notes.find(note_id(event))
    fresh = Note(id=note_id(event), mother_id=event.mother_id, times=0)
    note = known or fresh
    uow.notes.save(replace(note, times=note.times + 1))


def policies() -> list[Policy]:
    def needs(event: Any) -> dict[str, UUID]:
        return {"notes": note_id(event)}

    return [
        Policy(event=AttendanceMissed, act=note_a_miss, needs=needs),
        Policy(event=AttendanceCorrected, act=note_a_correction, needs=needs),
        Policy(event=AttendanceExcusedLate, act=note_a_correction, needs=needs),
    ]


def missed(
    mother_id: UUID | None = None,
    session_id: UUID | None = None,
    *,
    missed_in_a_row: int = 1,
) -> AttendanceMissed:
    return AttendanceMissed(
        mother_id=mother_id or new_id(),
        session_id=session_id or new_id(),
        session_started_at=TUESDAY_TEN,
        session_ended_at=TUESDAY_TEN,
        missed_in_a_row=missed_in_a_row,
        first_visit=False,
    )


def corrected(miss: AttendanceMissed) -> AttendanceCorrected:
    return AttendanceCorrected(
        mother_id=miss.mother_id,
        session_id=miss.session_id,
        session_started_at=miss.session_started_at,
        session_ended_at=miss.session_ended_at,
        from_outcome="missed",
        to_outcome="attended",
        missed_in_a_row=0,
    )


def excused_late(miss: AttendanceMissed) -> AttendanceExcusedLate:
    return AttendanceExcusedLate(
        mother_id=miss.mother_id,
        session_id=miss.session_id,
        session_started_at=miss.session_started_at,
        session_ended_at=miss.session_ended_at,
        received_at=TUESDAY_TEN,
    )


def unheard() -> FollowUpOpened:
    """
    Return an event for which the notebook has no policy.
    """
    return FollowUpOpened(
        mother_id=new_id(),
        follow_up_id=new_id(),
        session_id=new_id(),
        session_started_at=TUESDAY_TEN,
        visible_from=TUESDAY_TEN,
        missed_in_a_row=1,
    )
