"""
Loads the invented sample through the API, as a person would enter it.
"""

import csv
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from deploy.client import Client
from deploy.story_clock import StoryClock
from shared.kernel.clock import in_utc

SAMPLE = Path(__file__).parent / "sample"
_EARLY = time(8, 30)
_OPENING = time(10, 0)
_CLOSING = time(12, 5)
_AFTERNOON = time(15, 0)
_LATE = time(12, 45)


def load(
    client: Client,
    clock: StoryClock,
    *,
    settle: Callable[[], None],
    let_messages_leave: Callable[[], None],
) -> dict[str, str]:
    """
    Load calendar, past sessions and mothers; return each session's id by its date.

    The list of mothers is taken in again before each session, as it stood then: whom
    we know is left as she is, and who is new has joined since.
    """
    calendar = _rows("calendar.csv")
    clock.show(in_utc(_day(calendar[0]["dato"]) - timedelta(days=7), _OPENING))
    group_id = client.post("/roster/api/groups", _group(calendar[0]), step="group")[
        "id"
    ]
    sessions = {row["dato"]: _plan(client, group_id, row) for row in calendar}
    seen: set[str] = set()
    for day, lines in groupby(_rows("past_sessions.csv"), lambda row: row["dato"]):
        outcomes = {row["navn"]: row["udfald"] for row in lines}
        seen |= outcomes.keys()
        clock.show(in_utc(_day(day), _OPENING))
        id_of = _take_in(client, group_id, seen, day)
        told = [(id_of[name], outcome) for name, outcome in outcomes.items()]
        late = _hold(client, clock, sessions[day], day, told)
        settle()
        _cancel_late(client, clock, sessions[day], day, late)
        settle()
        clock.show(in_utc(_day(day), _AFTERNOON))
        let_messages_leave()
    everybody = {row["navn"] for row in _rows("roster.csv")}
    _take_in(client, group_id, everybody, "everybody")
    settle()
    return sessions


def _take_in(
    client: Client, group_id: str, names: set[str], step: str
) -> dict[str, str]:
    """
    Import the lines of these mothers; return the ids of all by their names.
    """
    header, *lines = _text("roster.csv").splitlines(keepends=True)
    chosen = [line for line in lines if line.split(";")[0] in names]
    client.post(
        "/roster/api/imports",
        {"group_id": group_id, "text": header + "".join(chosen), "dry_run": False},
        step=f"roster:{step}",
    )
    mothers = client.get("/roster/api/mothers", group_id=group_id)
    return {one["display_name"]: one["id"] for one in mothers}


def _hold(
    client: Client,
    clock: StoryClock,
    session_id: str,
    day: str,
    outcomes: Iterable[tuple[str, str]],
) -> list[str]:
    """
    Hold one past session and close it; return who will cancel after that.
    """
    path = f"/roster/api/sessions/{session_id}"
    late = []
    for mother_id, outcome in outcomes:
        step = f"{day}:{mother_id}"
        if outcome == "cancelled_late":
            late.append(mother_id)
        elif outcome == "cancelled":
            content = _cancellation(mother_id, _day(day), _EARLY)
            client.post(f"{path}/cancellations", content, step=step)
        elif outcome != "missed":
            content = {"mother_id": mother_id, "outcome": outcome}
            client.post(f"{path}/marks", content, step=step)
    clock.show(in_utc(_day(day), _CLOSING))
    client.post(f"{path}/close", step=f"{day}:close")
    return late


def _cancel_late(
    client: Client,
    clock: StoryClock,
    session_id: str,
    day: str,
    mother_ids: Iterable[str],
) -> None:
    clock.show(in_utc(_day(day), _LATE))
    path = f"/roster/api/sessions/{session_id}/cancellations"
    for mother_id in mother_ids:
        content = _cancellation(mother_id, _day(day), _LATE)
        client.post(path, content, step=f"{day}:{mother_id}")


def _plan(client: Client, group_id: str, row: dict[str, str]) -> str:
    content = {"group_id": group_id, "date": row["dato"], "theme": row["tema"]}
    planned = client.post("/roster/api/sessions", content, step=f"plan:{row['dato']}")
    return str(planned["id"])


def _group(row: dict[str, str]) -> dict[str, Any]:
    return {
        "name": row["gruppe"],
        "weekday": _day(row["dato"]).weekday(),
        "starts_at": row["start"],
        "ends_at": row["slut"],
        "place": row["sted"],
    }


def _cancellation(mother_id: str, day: date, at: time) -> dict[str, str]:
    return {
        "mother_id": mother_id,
        "received_at": in_utc(day, at).isoformat(),
        "channel": "text",
    }


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines(), delimiter=";"))


def _text(name: str) -> str:
    return (SAMPLE / name).read_text(encoding="utf-8-sig")
