"""
The one place where looks are written down: after an answer is made, before it leaves.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from shared.bus.unit_of_work import UnitOfWork
from shared.kernel.refusal import NotFound
from shared.looks.book import write_looks
from shared.looks.look import Look
from shared.looks.tables import LONGEST_CRITERION
from shared.web.access import Access
from shared.web.shows import Seen, Shows, as_id

log = structlog.get_logger()


class RouteSaysNothing(RuntimeError):
    """
    A route's table does not say whom it shows, so its answer may not leave.
    """


def note_looks(
    uow: UnitOfWork, access: Access, route: str, seen: Seen, *, now: datetime
) -> None:
    """
    Write down and commit who has seen whom; if it cannot be done, nothing is shown.

    Nor is it where somebody else's mother is in it: her rows are not there for who
    asks, so whatever brought her into an answer is a fault, and the log says so.

    Raises RouteSaysNothing, NotFound, or whatever the database says.
    """
    if route not in access.shows:
        raise RouteSaysNothing
    told: dict[Any, Look] = {}
    for shown in access.shows[route]:
        told |= {look.shown: look for look in _looks(shown, seen, now=now)}
    seen_persons = {look.person_id for look in told.values() if look.person_id}
    if uow.strangers_among(seen_persons):
        by = str(seen.who.user_id)
        log.error("another_organisations_mother_not_shown", route=route, user_id=by)
        raise NotFound
    write_looks(uow.engine, list(told.values()))


def _looks(shown: Shows, seen: Seen, *, now: datetime) -> Iterable[Look]:
    criterion = _kept(shown.searched(seen))
    persons: list[UUID | None] = [as_id(one) for one in shown.whom(seen)]
    if not persons and criterion is not None:
        persons = [None]
    return [
        Look(
            at=now,
            user_id=seen.who.user_id,
            role=seen.who.role,
            organisation=seen.who.organisation,
            person_id=person,
            part=shown.part,
            purpose=shown.purpose,
            criterion=criterion,
        )
        for person in persons
    ]


def _kept(criterion: str | None) -> str | None:
    """
    Return what a database can hold of what was typed; an empty search is none.
    """
    if criterion is None:
        return None
    plain = "".join(letter for letter in criterion if letter.isprintable())
    return plain.strip()[:LONGEST_CRITERION] or None
