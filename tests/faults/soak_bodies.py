"""
Messages as the roster sends them, for consumers that are fed by hand.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.contracts.envelope import Envelope, new_traceparent, write_envelope
from shared.contracts.event import Event
from shared.contracts.roster.attendance import AttendanceMissed
from shared.kernel.ids import id_of_cause, new_id
from shared.kernel.organisations import Organisation

FIRST_SESSION = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)


def mother(number: int) -> UUID:
    return id_of_cause("mother", str(number))


def session(number: int) -> UUID:
    return id_of_cause("session", str(number))


def misses(number: int, *, mothers: int, after: int = 0) -> list[AttendanceMissed]:
    """
    Return this many misses, each of another mother or another session; ``after`` is how
    many there were before.
    """
    found = []
    for one in range(after, after + number):
        begun = FIRST_SESSION + timedelta(hours=one // mothers)
        found.append(
            AttendanceMissed(
                mother_id=mother(one % mothers),
                session_id=session(one // mothers),
                session_started_at=begun,
                session_ended_at=begun + timedelta(minutes=45),
                missed_in_a_row=1,
                first_visit=False,
            )
        )
    return found


def body(event: Event, *, version: int = 1) -> bytes:
    return write_envelope(
        Envelope(
            id=new_id(),
            event=event,
            version=version,
            time=FIRST_SESSION,
            recorded_at=FIRST_SESSION,
            organisation=Organisation.HOUSING_TEAM,
            correlation_id=new_id(),
            causation_id=None,
            traceparent=new_traceparent(),
        )
    )


def bodies(events: Iterable[Event]) -> list[bytes]:
    return [body(event) for event in events]
