"""
Whom a route shows: said for each route, so that every look can be written down.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.looks.look import Part, Purpose
from shared.web.who import Who


@dataclass(frozen=True, kw_only=True)
class Seen:
    """
    An answer before it leaves: a page's variables or the JSON, and what was asked.

    ``ids`` are those in the address; ``asked`` is the form, or what follows the
    question mark.
    """

    answer: Any
    ids: Mapping[str, Any]
    asked: Mapping[str, Any]
    who: Who


Whom = Callable[[Seen], Iterable[Any]]
Criterion = Callable[[Seen], str | None]


def _nothing_searched(_seen: Seen) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class Shows:
    """
    One part of persons that a route shows, and what for.

    ``searched`` tells what was searched for: then it is written down even when nobody
    was found.
    """

    part: Part
    purpose: Purpose
    whom: Whom
    searched: Criterion = _nothing_searched


NOBODY: tuple[Shows, ...] = ()
"""Said of a route whose answer is about no person."""

ShowsOf = Mapping[str, tuple[Shows, ...]]


def shows(
    part: Part,
    purpose: Purpose,
    whom: str | Whom,
    *,
    searched: Criterion = _nothing_searched,
) -> tuple[Shows, ...]:
    """
    Say whom a route shows, by where their ids stand in its answer.
    """
    find = found_at(whom) if isinstance(whom, str) else whom
    return (Shows(part=part, purpose=purpose, whom=find, searched=searched),)


def found_at(path: str) -> Whom:
    """
    Find ids at ``register.lines[].mother.id``: by attribute or key, ``[]`` for each.
    """
    steps = path.replace("[]", ".[]").strip(".").split(".")
    return lambda seen: _walk(seen.answer, steps)


def found_at_all(*paths: str) -> Whom:
    finders = [found_at(path) for path in paths]
    return lambda seen: [one for find in finders for one in find(seen)]


def in_address(name: str) -> Whom:
    """
    Take the id that the address names.
    """
    return lambda seen: [seen.ids[name]]


def what_was_asked(asked: Mapping[str, Any], *names: str) -> str | None:
    """
    Return the named things that were asked for, as ``day=2026-11-24 user=...``.
    """
    told = [f"{name}={asked[name]}" for name in names if asked.get(name)]
    return " ".join(told) or None


def as_id(told: Any) -> UUID:
    return told if isinstance(told, UUID) else UUID(told)


def _walk(thing: Any, steps: list[str]) -> list[Any]:
    if thing is None:
        return []
    if not steps:
        return [thing]
    step, *rest = steps
    if step == "[]":
        return [found for one in thing for found in _walk(one, rest)]
    below = thing[step] if isinstance(thing, Mapping) else getattr(thing, step)
    return _walk(below, rest)
