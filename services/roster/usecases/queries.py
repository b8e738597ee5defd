"""
What the pages and the API show.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from services.roster.domain.disclosure import Disclosure
from services.roster.domain.enrolment import Enrolment, Help
from services.roster.domain.erasure import Erasure
from services.roster.domain.group import Group
from services.roster.domain.mother import Mother
from services.roster.domain.profile import Knows
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import RegisterChange
from services.roster.domain.retention import TOLD_BEFORE, Clocks
from services.roster.domain.roster_file import RosterFile
from services.roster.domain.roster_row import RosterRow
from services.roster.domain.search_name import search_name
from services.roster.domain.session import Session
from services.roster.usecases.add_mother import known_by_phone
from services.roster.usecases.expected_mothers import expected_mothers
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import (
    Counts,
    FoundMothers,
    MotherView,
    Overview,
    RegisterLine,
    RegisterView,
    SessionView,
)
from shared.kernel.clock import bounds_of_day, on_the_wall

MOST_SHOWN = 500
MOST_FOUND = 20
_MOST_ON_OVERVIEW = 12


def groups(*, uow: UnitOfWork) -> list[Group]:
    with uow.reading():
        return uow.groups.everyone()


def group(*, group_id: UUID, uow: UnitOfWork) -> Group:
    """
    Return one group.

    Raises GroupNotFound.
    """
    with uow.reading():
        return uow.groups.get(group_id)


def overview(*, now: datetime, uow: UnitOfWork) -> Overview:
    """
    Return the sessions of this day in Copenhagen, the next ones and the last ones.
    """
    today, tomorrow = bounds_of_day(on_the_wall(now).date())
    most = _MOST_ON_OVERVIEW
    with uow.reading():
        find = uow.sessions.glimpsed
        now_on = find(start=today, end=tomorrow, limit=MOST_SHOWN)
        coming = find(start=tomorrow, end=None, limit=most)
        past = find(start=None, end=today, limit=most, latest=True)
        views = iter(_glimpses([*now_on, *coming, *past], uow=uow))
        return Overview(
            today=list(islice(views, len(now_on))),
            coming=list(islice(views, len(coming))),
            past=list(views),
        )


def forgotten(*, now: datetime, uow: UnitOfWork) -> list[SessionView]:
    """
    Return the registers that should have been closed by now, the latest first.
    """
    with uow.reading():
        return _views(uow.sessions.forgotten(at=now, limit=_MOST_ON_OVERVIEW), uow=uow)


def sessions(
    *, group_id: UUID | None, start: datetime | None, limit: int, uow: UnitOfWork
) -> list[SessionView]:
    """
    Return sessions that start at ``start`` or later, the earliest first.

    Raises GroupNotFound.
    """
    with uow.reading():
        if group_id is not None:
            uow.groups.get(group_id)
        found = uow.sessions.soonest(
            group_id=group_id, start=start, end=None, limit=limit
        )
        return _views(found, uow=uow)


def session_view(*, session_id: UUID, uow: UnitOfWork) -> SessionView:
    with uow.reading():
        return _views([uow.sessions.get(session_id)], uow=uow)[0]


def register(*, session_id: UUID, uow: UnitOfWork) -> RegisterView:
    """
    Return the register as it stands, by the mothers' names.

    Raises SessionNotFound.
    """
    with uow.reading():
        session = uow.sessions.get(session_id)
        ids = set(session.attendances) | session.told.keys()
        if session.state is SessionState.PLANNED:
            ids |= expected_mothers(session, uow=uow)
        mothers = uow.mothers.in_this_order(sorted(ids))
        return RegisterView(
            session=session,
            group=uow.groups.get(session.group_id),
            counts=Counts.of(session),
            lines=[
                RegisterLine(
                    mother=mother, attendance=session.attendances.get(mother.id)
                )
                for mother in sorted(mothers, key=_by_name)
            ],
            changes=_changes(session, uow=uow),
        )


def _changes(session: Session, *, uow: UnitOfWork) -> list[RegisterChange]:
    marks = session.reopened_at, session.cancelled_at
    if session.state is SessionState.PLANNED and not any(marks):
        return []
    return uow.register_changes.of_session(session.id)


def others(seen: RegisterView, *, uow: UnitOfWork) -> list[Mother]:
    """
    Return by name the mothers who are not in an open register, but may come to it.

    They may be of another group, or come before the day on which they said yes.
    """
    if seen.session.state is not SessionState.PLANNED:
        return []
    there = {line.mother.id for line in seen.lines}
    with uow.reading():
        listed = uow.mothers.listed(group_id=None, limit=MOST_SHOWN)
        return [mother for mother in listed if mother.id not in there]


def with_her_phone(told: RosterRow, *, uow: UnitOfWork) -> Mother | None:
    """
    Return the mother whom we know by this phone of her own.
    """
    with uow.reading():
        return known_by_phone(told, uow=uow)


def one_of(
    seen: RegisterView, mother_id: UUID | None, *, uow: UnitOfWork
) -> Mother | None:
    """
    Return a mother who may be marked in an open register, also if she has no line yet.
    """
    if mother_id is None or seen.session.state is not SessionState.PLANNED:
        return None
    with uow.reading():
        return uow.mothers.find(mother_id)


def mothers(
    *,
    group_id: UUID | None,
    limit: int,
    uow: UnitOfWork,
    enrolment: Enrolment | None = None,
    offers: Help | None = None,
    knows: Knows | None = None,
    after: UUID | None = None,
) -> list[MotherView]:
    """
    Return mothers in the order of their names; only who can help, if that is asked.

    With ``after`` they are those behind that mother: an address holds no name.

    Raises GroupNotFound or MotherNotFound.
    """
    with uow.reading():
        if group_id is not None:
            uow.groups.get(group_id)
        found = uow.mothers.listed(
            group_id=group_id,
            limit=limit,
            enrolment=enrolment,
            offers=offers,
            knows=knows,
            after=None if after is None else uow.mothers.get(after),
        )
        return _mother_views(found, uow=uow)


def found_mothers(
    *,
    text: str,
    uow: UnitOfWork,
    offers: Collection[Help] = (),
    knows: Collection[Knows] = (),
) -> FoundMothers:
    """
    Return the few mothers whom this text may mean, the likeliest first.

    It may be a name's beginning, something that sounds like it, or a number; last
    stands who can help with what it may mean.
    """
    with uow.reading():
        listed = partial(uow.mothers.listed, group_id=None, limit=MOST_FOUND)
        found = uow.mothers.search(text, limit=MOST_FOUND)
        by_name = len(found)
        for kind in offers:
            found += listed(offers=kind)
        for thing in knows:
            found += listed(knows=thing)
        shown = list({one.id: one for one in found}.values())[:MOST_FOUND]
        return FoundMothers(
            mothers=_mother_views(shown, uow=uow), anyone_can_help=len(shown) > by_name
        )


def mother(*, mother_id: UUID, uow: UnitOfWork) -> MotherView:
    """
    Return one mother.

    Raises MotherNotFound.
    """
    with uow.reading():
        return _mother_views([uow.mothers.get(mother_id)], uow=uow)[0]


def disclosures(*, mother_id: UUID, uow: UnitOfWork) -> list[Disclosure]:
    """
    Return who was told who she is, the latest first.

    Raises MotherNotFound.
    """
    with uow.reading():
        uow.mothers.get(mother_id)
        return uow.disclosures.of_mother(mother_id)


def personal(
    *, mother_id: UUID, uow: UnitOfWork
) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """
    Return all that the roster keeps of a mother, to be shown to her.

    Raises MotherNotFound.
    """
    with uow.reading():
        uow.mothers.get(mother_id)
        return uow.persons.told(mother_id)


def erasures(*, uow: UnitOfWork) -> list[Erasure]:
    """
    Return who was erased, the latest first.
    """
    with uow.reading():
        return uow.erasures.newest(limit=MOST_SHOWN)


def erased_soon(*, clocks: Clocks, now: datetime, uow: UnitOfWork) -> list[Mother]:
    """
    Return by name whom the clocks reach within thirty days, so that it can be stopped.
    """
    limits = clocks.limits(on=on_the_wall(now + TOLD_BEFORE).date())
    with uow.reading():
        due = uow.mothers.due(limits, limit=MOST_SHOWN)
        return sorted(uow.mothers.in_this_order(sorted(due)), key=_by_name)


def late_erasures(*, now: datetime, uow: UnitOfWork) -> list[Erasure]:
    with uow.reading():
        return uow.erasures.late(at=now)


def roster_file(*, file_id: UUID, uow: UnitOfWork) -> RosterFile:
    """
    Return a file that was sent within the last day.

    Raises RosterFileNotFound.
    """
    with uow.reading():
        return uow.roster_files.peek(file_id)


def roster_file_to_work_on(*, uow: UnitOfWork) -> RosterFile | None:
    """
    Return the file that has waited longest to be read, or to be taken in further.
    """
    with uow.reading():
        return uow.roster_files.to_work_on()


def _views(found: Sequence[Session], *, uow: UnitOfWork) -> list[SessionView]:
    """
    Put the sessions together with their groups: one query for these, not for all.
    """
    uow.groups.load(session.group_id for session in found)
    return [
        SessionView(
            session=session,
            group=uow.groups.get(session.group_id),
            counts=Counts.of(session),
        )
        for session in found
    ]


def _glimpses(found: Sequence[Session], *, uow: UnitOfWork) -> list[SessionView]:
    """
    Put sessions of a list together with their groups, and how many came to each.
    """
    uow.groups.load(session.group_id for session in found)
    outcomes = uow.sessions.outcomes_of([session.id for session in found])
    return [
        SessionView(
            session=session,
            group=uow.groups.get(session.group_id),
            counts=Counts.told_by(outcomes[session.id]),
        )
        for session in found
    ]


def _mother_views(found: Sequence[Mother], *, uow: UnitOfWork) -> list[MotherView]:
    children = uow.children.of_mothers([mother.id for mother in found])
    return [
        MotherView(mother=mother, children=children.get(mother.id, []))
        for mother in found
    ]


def _by_name(mother: Mother) -> tuple[str, UUID]:
    return search_name(mother.display_name), mother.id
