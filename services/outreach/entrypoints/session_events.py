"""
What outreach keeps of the sessions that are planned.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.keep_session import keep_session
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.bus.extensions import consumes
from shared.contracts.roster.sessions import (
    SessionPlanned,
    SessionReinstated,
    SessionSkipped,
)


def _session(
    event: SessionPlanned | SessionReinstated | SessionSkipped,
) -> dict[str, UUID]:
    return {"sessions": event.session_id}


class Entrypoints:
    """
    When a group meets next is asked for by the ladder.
    """

    @consumes(SessionPlanned, needs=_session)
    def keep_session_on_session_planned(
        self, event: SessionPlanned, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        _keep(event, now=now, uow=uow)

    @consumes(SessionReinstated, needs=_session)
    def keep_session_on_session_reinstated(
        self, event: SessionReinstated, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        _keep(event, now=now, uow=uow)

    @consumes(SessionSkipped, needs=_session)
    def skip_session_on_session_skipped(
        self, event: SessionSkipped, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        keep_session(
            session_id=event.session_id,
            group_id=event.group_id,
            started_at=event.starts_at,
            ended_at=None,
            is_skipped=True,
            now=now,
            uow=uow,
        )


def _keep(
    event: SessionPlanned | SessionReinstated, *, now: datetime, uow: OutreachUnitOfWork
) -> None:
    keep_session(
        session_id=event.session_id,
        group_id=event.group_id,
        started_at=event.starts_at,
        ended_at=event.ends_at,
        is_skipped=False,
        now=now,
        uow=uow,
    )
