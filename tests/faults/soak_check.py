"""
What a soak has lost, doubled or got wrong: databases and history, nothing else.
"""

import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import eventlet
from sqlalchemy import text

from tests.faults.history import History
from tests.faults.soak_books import (
    Books,
    beyond_first,
    engine_for_looking,
    read_books,
)

_CALM = 3.0  # seconds in which nothing changes
STUCK = 30.0  # seconds; relay and reader wait ten at most before they try again
_LOOK = 0.5
_LINES = text(
    "SELECT a.mother_id, a.session_id, a.outcome, a.version, s.starts_at, m.enrolment"
    " FROM attendances a JOIN sessions s ON s.id = a.session_id"
    " JOIN mothers m ON m.id = a.mother_id"
    " WHERE s.state = 'closed' AND a.outcome IS NOT NULL"
)
_FOLLOW_UPS = text("SELECT mother_id, session_id, state FROM follow_ups")
_MESSAGES = text("SELECT template, cause FROM messages")
_IS_OPEN = frozenset({"open", "attempting", "reached"})
_EVENT_OF = {
    "plan": "sessions.session.planned.v1",
    "close": "sessions.session.closed.v1",
    "cancel": "roster.attendance.excused_late.v1",
    "correct": "roster.attendance.corrected.v1",
    "decline": "roster.mother.declined.v1",
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """
    What a checker has found.
    """

    submitted: int
    lost: int
    doubled: int
    wrong: int
    notes: Sequence[str]


def wait_until_calm(
    urls: Mapping[str, str], *, seconds: float, stuck: float = STUCK
) -> Books:
    """
    Wait until all has arrived, or nothing changes any more for longer than any wait.

    Whoever is still at work is not looked at: that would tell of losses that are none.
    """
    end = time.monotonic() + seconds
    since, before = time.monotonic(), ()
    while True:
        books = read_books(urls)
        waiting = (books.unpublished(), books.missing(), _unfinished(books))
        if (*waiting, _size(books)) != before:
            since, before = time.monotonic(), (*waiting, _size(books))
        still = time.monotonic() - since
        if still > (stuck if any(waiting) else _CALM):
            return books
        assert time.monotonic() < end, f"not calm after {seconds:.0f} s: {waiting}"
        eventlet.sleep(_LOOK)


def check(books: Books, *, history: History, urls: Mapping[str, str]) -> Found:
    """
    Compare what was answered with what was announced, and that with what came of it.
    """
    answered = [one for one in history.read("answered") if one["status"] < 400]
    unkept = _unkept(answered, books)
    missing = books.missing()
    unpublished = books.unpublished()
    without, needless, twice = _follow_ups(urls)
    ghosts = books.ghosts()
    repeated = books.repeated()
    messages = beyond_first(_rows(urls, "notifications", _MESSAGES))
    told = {
        "answered without an event": unkept,
        "events that did not take effect": missing,
        "events never published": unpublished,
        "misses without follow-up": without,
        "follow-ups that should be closed": needless,
        "ghosts": ghosts,
        "announced twice": repeated,
        "follow-ups twice": twice,
        "messages twice": messages,
    }
    return Found(
        submitted=len(answered),
        lost=unkept + missing + unpublished + without,
        doubled=repeated + twice + messages,
        wrong=ghosts + needless,
        notes=[f"{number} {what}" for what, number in told.items() if number],
    )


def recovery(books: Books, deaths: Iterable[tuple[float, str]]) -> list[float]:
    """
    Return for each death how long its service, or any for "", took to get on.

    A death after which nothing more was to be done tells nothing.
    """
    everybody = sorted(one for some in books.steps.values() for one in some)
    found = []
    for at, service in deaths:
        steps = books.steps[service] if service else everybody
        place = bisect_right(steps, at)
        if place < len(steps):
            found.append(steps[place] - at)
    return found


def deaths_in(history: History) -> list[tuple[float, str]]:
    return [(one["at"], one["service"]) for one in history.read("crash", "killed")]


def _unkept(answered: Iterable[dict[str, Any]], books: Books) -> int:
    """
    Count acknowledged submissions whose event is not in the roster's outbox.
    """
    kept = {(one.type, one.key[1:], one.version) for one in books.announced["roster"]}
    sessions = {(kind, key) for kind, key, _ in kept}
    return sum(not _is_kept(one, kept=kept, sessions=sessions) for one in answered)


def _is_kept(
    one: Mapping[str, Any], *, kept: frozenset[Any] | set[Any], sessions: set[Any]
) -> bool:
    what, told = one["what"], one["told"]
    event = _EVENT_OF[what]
    if what in {"plan", "close"}:
        return (event, (told["id"],)) in sessions
    if what == "decline":
        return (event, (told["id"],)) in sessions
    line = told["line"]
    if what == "cancel" and line["outcome"] != "cancelled_late":
        return True  # It said nothing new, so nothing was to be announced.
    key = (line["mother_id"], told["session_id"])
    if what == "cancel":
        return (event, key) in sessions
    return (event, key, line["version"]) in kept


def _follow_ups(urls: Mapping[str, str]) -> tuple[int, int, int]:
    """
    Count misses without a follow-up, needless follow-ups, and second ones.
    """
    lines = _rows(urls, "roster", _LINES)
    rows = _rows(urls, "outreach", _FOLLOW_UPS)
    states = {(row.mother_id, row.session_id): row.state for row in rows}
    came: dict[Any, Any] = defaultdict(list)
    for line in lines:
        if line.outcome == "attended":
            came[line.mother_id].append(line.starts_at)
    without = needless = 0
    for line in lines:
        state = states.get((line.mother_id, line.session_id))
        was_back = any(at > line.starts_at for at in came[line.mother_id])
        is_asked = line.enrolment == "active" and not was_back
        if line.outcome == "missed":
            without += state is None or (is_asked and state not in _IS_OPEN)
            needless += not is_asked and state in _IS_OPEN
        else:
            needless += state in _IS_OPEN
    twice = beyond_first((row.mother_id, row.session_id) for row in rows)
    return without, needless, twice


def _rows(urls: Mapping[str, str], service: str, query: Any) -> Sequence[Any]:
    if service not in urls:
        return ()
    with engine_for_looking(urls[service]).connect() as connection:
        return connection.execute(query).all()


def _unfinished(books: Books) -> int:
    states = [state for some in books.come_in.values() for state in some.values()]
    return sum(state == "failing" for state in states)


def _size(books: Books) -> int:
    return sum(len(some) for some in books.come_in.values())
