"""
Ours, with the three rows and nothing else: what the bus itself costs.
"""

import shared.green  # noqa: F401 - before anything that blocks.

# isort: split
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from shared.bus.extensions import UnitOfWorkProvider, consumes
from shared.bus.unit_of_work import UnitOfWork
from shared.contracts.outreach import FollowUpOpened
from shared.contracts.roster.attendance import AttendanceMissed
from shared.db.repository import Repository
from shared.kernel.ids import id_of_cause
from tests.bench.peers.product import serve
from tests.bench.work import follow_ups


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    id: UUID
    mother_id: UUID
    session_id: UUID
    missed_in_a_row: int
    opened_at: datetime


class FollowUps(Repository[FollowUp]):
    table = follow_ups

    def to_row(self, thing: FollowUp) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[FollowUp]:
        return [FollowUp(**row._mapping) for row in rows]


class WorkUnitOfWork(UnitOfWork):
    repositories: ClassVar = {"follow_ups": FollowUps}
    follow_ups: FollowUps


def _follow_up_id(event: AttendanceMissed) -> UUID:
    return id_of_cause("missed", event.mother_id, event.session_id)


class BenchService:
    """
    One policy: a follow-up for each miss, once.
    """

    name = "bench.ours"

    uow = UnitOfWorkProvider(WorkUnitOfWork)

    @consumes(
        AttendanceMissed, needs=lambda event: {"follow_ups": _follow_up_id(event)}
    )
    def open_follow_up_on_attendance_missed(
        self, event: AttendanceMissed, *, now: datetime, uow: WorkUnitOfWork
    ) -> None:
        with uow:
            if uow.follow_ups.find(_follow_up_id(event)) is None:
                _open(event, now=now, uow=uow)
            uow.commit()


def _open(event: AttendanceMissed, *, now: datetime, uow: WorkUnitOfWork) -> None:
    follow_up = FollowUp(
        id=_follow_up_id(event),
        mother_id=event.mother_id,
        session_id=event.session_id,
        missed_in_a_row=event.missed_in_a_row,
        opened_at=now,
    )
    uow.follow_ups.save(follow_up)
    uow.outbox.add(
        FollowUpOpened(
            mother_id=event.mother_id,
            follow_up_id=follow_up.id,
            session_id=event.session_id,
            session_started_at=event.session_started_at,
            visible_from=now,
            missed_in_a_row=event.missed_in_a_row,
        ),
        version=1,
    )


if __name__ == "__main__":
    serve(BenchService)
