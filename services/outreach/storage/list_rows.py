"""
What the coordinator's list keeps of a mother, as columns of her row, and back.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Date

from services.outreach.domain.last_word import LastWord, Tap
from services.outreach.domain.mother import Mother
from services.outreach.domain.review import Review, ReviewOutcome
from services.outreach.domain.snooze import Snooze
from services.outreach.storage import rows as as_rows
from services.outreach.storage.tables import mothers
from shared.db.types import UTCDateTime
from shared.kernel.organisations import Role

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def row_of_list(mother: Mother) -> dict[str, Any]:
    """
    Return the columns by which she is found on the list, and stands in her place there.
    """
    place, snooze = mother.place_on_the_list, mother.snooze
    return {
        "last_word": mother.last_word and _json_of(mother.last_word),
        "snoozed_until": snooze and snooze.until,
        "snooze_is_due": snooze is not None and snooze.is_due,
        "snoozed_at": snooze and snooze.at,
        "snoozed_by_role": snooze and snooze.by_role,
        "list_rank": place and place[0],
        "list_since": place and place[1],
        "review_listed_for": mother.review_listed_for,
        **_row_of_review(mother.review),
    }


def review_of(row: Any) -> Review | None:
    if row.review_opened_at is None:
        return None
    return Review(
        mother_id=row.id,
        on=row.review_on,
        due_on=row.review_due_on or row.review_on,
        opened_at=row.review_opened_at,
        ended_at=row.review_ended_at,
        outcome=ReviewOutcome(row.review_outcome) if row.review_outcome else None,
        version=row.review_version,
    )


def _row_of_review(review: Review | None) -> dict[str, Any]:
    return {
        "review_on": review and review.on,
        "review_due_on": review and review.due_on,
        "review_opened_at": review and review.opened_at,
        "review_ended_at": review and review.ended_at,
        "review_outcome": review and review.outcome,
        "review_version": review.version if review else 0,
    }


def snooze_of(row: Any) -> Snooze | None:
    if row.snoozed_until is None:
        return None
    role = row.snoozed_by_role
    return Snooze(
        until=row.snoozed_until,
        is_due=row.snooze_is_due,
        by_role=Role(role) if role else None,
        at=row.snoozed_at,
    )


def last_word_of(row: Any) -> LastWord | None:
    told = row.last_word
    if told is None:
        return None
    door, talk_id = told.get("door_open_since"), told.get("talk_id")
    return LastWord(
        attempt_id=UUID(told["attempt_id"]) if told["attempt_id"] else None,
        # One of an older release is an attempt's, whose time stands with it.
        at=datetime.fromisoformat(told["at"]) if "at" in told else _LONG_AGO,
        before=as_rows.agreement_of(_as_row(row.id, told["before"])),
        left_version=told["left_version"],
        snooze=_snooze_in(told.get("snooze")),
        door_open_since=datetime.fromisoformat(door) if door else None,
        talk_id=UUID(talk_id) if talk_id else None,
        tap=Tap(told.get("tap", Tap.SAID)),
        by_role=Role(told["by_role"]) if told.get("by_role") else None,
    )


def _snooze_in(told: Mapping[str, Any] | None) -> Snooze | None:
    if told is None:
        return None
    role, at = told.get("by_role"), told.get("at")
    return Snooze(
        until=date.fromisoformat(told["until"]),
        is_due=told["is_due"],
        by_role=Role(role) if role else None,
        at=datetime.fromisoformat(at) if at else None,
    )


def _json_of_snooze(snooze: Snooze) -> dict[str, Any]:
    return {
        "until": str(snooze.until),
        "is_due": snooze.is_due,
        "by_role": snooze.by_role,
        "at": snooze.at and snooze.at.isoformat(),
    }


def _json_of(word: LastWord) -> dict[str, Any]:
    before = as_rows.row_of_agreement(word.before)
    snooze, door = word.snooze, word.door_open_since
    return {
        "attempt_id": str(word.attempt_id) if word.attempt_id else None,
        "at": word.at.isoformat(),
        "snooze": snooze and _json_of_snooze(snooze),
        "door_open_since": door and door.isoformat(),
        "talk_id": str(word.talk_id) if word.talk_id else None,
        "tap": word.tap,
        "by_role": word.by_role,
        "left_version": word.left_version,
        "before": {name: _plain(value) for name, value in before.items()},
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _as_row(mother_id: UUID, told: Mapping[str, Any]) -> SimpleNamespace:
    """
    Return what looks like her row did; a column that is newer than it is empty.
    """
    values = {column.name: told.get(column.name) for column in mothers.c}
    for column in mothers.c:
        text = values[column.name]
        if text is not None and isinstance(column.type, UTCDateTime):
            values[column.name] = datetime.fromisoformat(text)
        elif text is not None and isinstance(column.type, Date):
            values[column.name] = date.fromisoformat(text)
    return SimpleNamespace(**{**values, "id": mother_id})
