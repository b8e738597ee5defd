"""
What comes to each service in daily life, over and over, about the same few people.

Each word is newer than the one before about the same thing, so none is passed over.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event, LanguageCode, PersonalText
from shared.contracts.outreach import (
    AgreementChanged,
    FollowUpOpened,
    FollowUpWithdrawn,
)
from shared.contracts.roster.attendance import (
    AttendanceExcusedLate,
    AttendanceMissed,
    AttendanceRecorded,
)
from shared.contracts.roster.children import ChildAdded
from shared.contracts.roster.mothers import ContactChanged
from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.ids import id_of_cause
from tests.support.bus import envelope_of

MOTHERS = 2_000
_SESSIONS = 4
_FIRST_DAY = date(2020, 1, 1)
_SESSION = timedelta(hours=2)
_LATER = timedelta(days=30)  # No text becomes due while this is measured.
_NO_THANKS_EVERY = 10

Stream = Iterator[Envelope]


def _ids(kind: str, number: int) -> Sequence[UUID]:
    return [id_of_cause(f"bench {kind}", str(one)) for one in range(number)]


_MOTHERS = _ids("mother", MOTHERS)
_CHILDREN = _ids("child", MOTHERS)
_SESSION_IDS = _ids("session", _SESSIONS)
# At ten, whatever the hour now: about a session in the evening more is asked.
_YESTERDAY = on_the_wall(datetime.now(UTC)).date() - timedelta(days=1)
_STARTED_AT = in_utc(_YESTERDAY, time(10))


def to_roster(mothers: Sequence[UUID]) -> Stream:
    """
    Mothers whom the roster knows say that we shall go on; one time in ten no thanks.
    """
    for version, mother_id in _rounds(mothers):
        says_no = version % _NO_THANKS_EVERY == 0
        event = AgreementChanged(
            mother_id=mother_id,
            from_kind="keep_going" if says_no else "none",
            to_kind="no_thanks" if says_no else "keep_going",
            said_on=_FIRST_DAY + timedelta(days=version),
        )
        yield envelope_of(event, version=version)


def to_outreach() -> Stream:
    """
    Misses, late cancellations, corrections by newer registers, and new numbers.
    """
    steps: Sequence[Callable[[UUID, UUID], Event]] = (_missed, _excused, _missed, _came)
    for version, mother_id in _rounds(_MOTHERS):
        for session_id in _SESSION_IDS:
            event = steps[version % len(steps)](mother_id, session_id)
            yield envelope_of(event, version=version)
        yield envelope_of(_contact(mother_id, version), version=version)


def to_referrals() -> Stream:
    """
    Children, whose month of birth is corrected again and again.
    """
    for version, place in _rounds(range(MOTHERS)):
        event = ChildAdded(
            child_id=_CHILDREN[place],
            mother_id=_MOTHERS[place],
            birth_month=date(2026, 1 + version % 2, 1),
        )
        yield envelope_of(event, version=version)


def to_notifications() -> Stream:
    """
    Follow-ups that are opened and withdrawn, and new numbers.
    """
    for version, mother_id in _rounds(_MOTHERS):
        for session_id in _SESSION_IDS:
            event = _follow_up(mother_id, session_id, is_open=version % 2 == 1)
            yield envelope_of(event, version=version)
        yield envelope_of(_contact(mother_id, version), version=version)


def _rounds(of: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """
    Yield each with version 1, then each with version 2, and so on without an end.
    """
    version = 0
    while True:
        version += 1
        for one in of:
            yield version, one


def _where(mother_id: UUID, session_id: UUID) -> Mapping[str, Any]:
    return {
        "mother_id": mother_id,
        "session_id": session_id,
        "session_started_at": _STARTED_AT,
        "session_ended_at": _STARTED_AT + _SESSION,
    }


def _missed(mother_id: UUID, session_id: UUID) -> Event:
    where = _where(mother_id, session_id)
    return AttendanceMissed(**where, missed_in_a_row=1, first_visit=False)


def _excused(mother_id: UUID, session_id: UUID) -> Event:
    where = _where(mother_id, session_id)
    return AttendanceExcusedLate(**where, received_at=_STARTED_AT)


def _came(mother_id: UUID, session_id: UUID) -> Event:
    where = _where(mother_id, session_id)
    return AttendanceRecorded(**where, outcome="attended", first_visit=False)


def _contact(mother_id: UUID, version: int) -> Event:
    return ContactChanged(
        mother_id=mother_id,
        display_name=PersonalText(f"Prøve Mor {version}"),
        phone=PersonalText(f"+4520{version % 1_000_000:06d}"),
        languages=(LanguageCode("da"), LanguageCode("pl")),
        shared_phone=False,
        may_leave_message=True,
    )


def _follow_up(mother_id: UUID, session_id: UUID, *, is_open: bool) -> Event:
    follow_up_id = id_of_cause("missed", mother_id, session_id)
    if not is_open:
        return FollowUpWithdrawn(
            mother_id=mother_id, follow_up_id=follow_up_id, reason="late_cancellation"
        )
    return FollowUpOpened(
        mother_id=mother_id,
        follow_up_id=follow_up_id,
        session_id=session_id,
        session_started_at=_STARTED_AT,
        visible_from=_STARTED_AT + _LATER,
        missed_in_a_row=1,
    )
