"""
What must be so in the end, told from the roster's own announcements and from history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.follow_up_record import follow_up_id
from services.outreach.domain.follow_up_state import STATE_AFTER, FollowUpState
from services.outreach.storage.tables import attempts
from services.outreach.storage.tables import mothers as outreach_mothers
from shared.bus.tables import outbox
from shared.contracts.envelope import Envelope, read_envelope
from shared.contracts.roster.attendance import (
    AttendanceCancelled,
    AttendanceCorrected,
    AttendanceEvent,
    AttendanceExcusedLate,
    AttendanceMissed,
    AttendanceRecorded,
)
from shared.contracts.roster.sessions import SessionCancelled
from tests.faults.simulation.world import World

_ASKED_FOR = {AttemptOutcome.WANTS_PAUSE, AttemptOutcome.PRACTICAL_HELP}


@dataclass(frozen=True, kw_only=True)
class Was:
    """
    The roster's last word on one mother at one session.
    """

    outcome: str
    started_at: datetime
    version: int


def announced(engine: Engine) -> list[Envelope]:
    with engine.connect() as connection:
        bodies = connection.scalars(select(outbox.c.body).order_by(outbox.c.event_id))
        return [read_envelope(body) for body in bodies]


def follow_ups_that_must_be_open(world: World) -> set[UUID]:
    """
    Return the follow-up of each miss that domain.md's rules leave to be followed up.
    """
    told = announced(world.engines["roster"])
    was = _last_words(told)
    cancelled = {
        one.event.session_id for one in told if isinstance(one.event, SessionCancelled)
    }
    said, tried = _agreements(world), _tried(world)
    must = set()
    for (mother_id, session_id), one in was.items():
        key = follow_up_id(mother_id=mother_id, session_id=session_id)
        since = world.history.came_back.get(mother_id)
        if _holds_concern(key, tried.get(key, []), world) or (
            one.outcome == "missed"
            and session_id not in cancelled
            and _wants_follow_up(said.get(mother_id), since=since, missed=one)
            and not _is_answered(key, tried.get(key, []), world)
            and not _is_ended_by_coming(mother_id, one, was, tried.get(key, []))
        ):
            must.add(key)
    return must


def _last_words(told: list[Envelope]) -> Mapping[tuple[UUID, UUID], Was]:
    was: dict[tuple[UUID, UUID], Was] = {}
    for one in told:
        if isinstance(one.event, AttendanceEvent):
            key = (one.event.mother_id, one.event.session_id)
            if key not in was or one.version > was[key].version:
                was[key] = Was(
                    outcome=_outcome(one.event),
                    started_at=one.event.session_started_at,
                    version=one.version,
                )
    return was


def _outcome(event: AttendanceEvent) -> str:
    match event:
        case AttendanceMissed():
            return "missed"
        case AttendanceCancelled() | AttendanceExcusedLate():
            return "cancelled"
        case AttendanceRecorded():
            return event.outcome
        case AttendanceCorrected():
            return event.to_outcome
    raise TypeError(type(event))


def _holds_concern(key: UUID, outcomes: list[AttemptOutcome], world: World) -> bool:
    """
    Whether a concern for a child waits: whatever is said of the miss or by her.
    """
    is_told = AttemptOutcome.CONCERN in outcomes
    return is_told and key not in world.history.taken_care_of


def _is_answered(key: UUID, outcomes: list[AttemptOutcome], world: World) -> bool:
    """
    Whether she was reached and nothing is left to be taken care of.
    """
    ended = any(STATE_AFTER[one] is FollowUpState.COMPLETED for one in outcomes)
    return ended or key in world.history.taken_care_of


def _is_ended_by_coming(
    mother_id: UUID,
    miss: Was,
    was: Mapping[tuple[UUID, UUID], Was],
    outcomes: list[AttemptOutcome],
) -> bool:
    came = any(
        whose == mother_id
        and one.outcome == "attended"
        and one.started_at > miss.started_at
        for (whose, _), one in was.items()
    )
    return came and not _wants_pause(outcomes)


def _wants_pause(outcomes: list[AttemptOutcome]) -> bool:
    """
    Whether the last thing that she has asked for is a pause, and not help to come.
    """
    asked_for = [one for one in outcomes if one in _ASKED_FOR]
    return bool(asked_for) and asked_for[-1] is AttemptOutcome.WANTS_PAUSE


def _wants_follow_up(hers: Any, *, since: datetime | None, missed: Was) -> bool:
    """
    Whether she said no such thing: not before she came back, and not in her pause.
    """
    if since is not None and missed.started_at <= since:
        return False
    if hers is None:
        return True
    quiet_until = hers.agreement_quiet_until
    is_in_pause = quiet_until is not None and missed.started_at <= quiet_until
    return hers.agreement_kind != "no_thanks" and not is_in_pause


def _agreements(world: World) -> dict[UUID, Any]:
    with world.engines["outreach"].connect() as connection:
        rows = connection.execute(outreach_mothers.select()).all()
    return {row.id: row for row in rows}


def _tried(world: World) -> dict[UUID, list[AttemptOutcome]]:
    with world.engines["outreach"].connect() as connection:
        stands = attempts.select().where(attempts.c.taken_back_at.is_(None))
        rows: Any = connection.execute(stands.order_by(attempts.c.at)).all()
    found: dict[UUID, list[AttemptOutcome]] = {}
    for row in rows:
        found.setdefault(row.follow_up_id, []).append(AttemptOutcome(row.outcome))
    return found
