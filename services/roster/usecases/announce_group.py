"""
What the others are told of a group: when it meets, and from whom its mothers hear.
"""

from datetime import date, time
from typing import Any
from uuid import UUID

from services.roster.domain.absence import Absence
from services.roster.domain.group import Group
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster.groups import ContactReassigned, GroupBegun, SeriesChanged
from shared.kernel.organisations import Organisation, Role

_CONTACT = Role.COORDINATOR
"""Whoever of the three follows a mother up: the one whom she hears from."""


def announce_series(before: Group, after: Group, *, on: date, uow: UnitOfWork) -> None:
    """
    Tell that a group meets at another time or place, if it does.
    """
    if _when_and_where(before) == _when_and_where(after):
        return
    uow.outbox.add(
        SeriesChanged(
            group_id=after.id,
            weekday=after.weekday,
            starts_at_minute=_minute(after.starts_at),
            ends_at_minute=_minute(after.ends_at),
            is_same_place=before.place == after.place,
            effective_from=on,
        ),
        version=after.version,
    )


def announce_who_runs(group: Group, *, uow: UnitOfWork) -> None:
    """
    Tell which organisations a group's mothers are the matter of from now on.
    """
    uow.outbox.add(
        GroupBegun(
            group_id=group.id,
            daycare_id=group.run_by[Organisation.DAYCARE],
            health_visitors_id=group.run_by[Organisation.HEALTH_VISITORS],
            housing_team_id=group.run_by[Organisation.HOUSING_TEAM],
            daycare_intake_id=group.run_by[Organisation.DAYCARE_INTAKE],
        ),
        version=group.version,
    )


def announce_new_contact(
    before: Group, after: Group, *, on: date, uow: UnitOfWork
) -> None:
    """
    Tell that mothers hear from another coordinator from now on, if they do.
    """
    if contact_of(before) == contact_of(after):
        return
    uow.outbox.add(
        ContactReassigned(
            group_id=after.id,
            from_user_id=contact_of(before),
            to_user_id=contact_of(after),
            from_day=on,
            **_away(after, on=on, uow=uow),
        ),
        version=after.version,
    )


def announce_stand_in(absence: Absence, *, on: date, uow: UnitOfWork) -> None:
    """
    Tell of whoever is away who stands in for her: in each group where she has a deputy.
    """
    for group, deputy_id in _with_deputy(absence.user_id, uow=uow):
        _tell_stand_in(group, absence, deputy_id=deputy_id, on=on, uow=uow)


def announce_back(absence: Absence, *, on: date, uow: UnitOfWork) -> None:
    """
    Tell that she whose absence is taken back is the one to hear from again.
    """
    for group, deputy_id in _with_deputy(absence.user_id, uow=uow):
        _tell_back(group, absence, deputy_id=deputy_id, on=on, uow=uow)


def announce_new_deputy(
    before: Group, after: Group, *, on: date, uow: UnitOfWork
) -> None:
    """
    Tell who stands in from now on for a contact who is away, or that nobody does.

    It is told with the absence that goes on, or comes next; the others go along.
    """
    was, seat = before.seats.get(_CONTACT), after.seats.get(_CONTACT)
    if seat is None or seat == was:
        return
    for absence in uow.absences.from_day(on, of=[seat.user_id])[:1]:
        if seat.deputy_id:
            _tell_stand_in(after, absence, deputy_id=seat.deputy_id, on=on, uow=uow)
        elif was and was.user_id == seat.user_id:
            _tell_back(after, absence, deputy_id=was.deputy_id, on=on, uow=uow)


def contact_of(group: Group) -> UUID | None:
    seat = group.seats.get(_CONTACT)
    return seat.user_id if seat else None


def _tell_stand_in(
    group: Group, absence: Absence, *, deputy_id: UUID, on: date, uow: UnitOfWork
) -> None:
    uow.outbox.add(
        ContactReassigned(
            group_id=group.id,
            from_user_id=absence.user_id,
            to_user_id=deputy_id,
            from_day=absence.first_day,
            temporary_until=absence.last_day,
            **_away(group, on=on, uow=uow),
        ),
        version=_next_version(group, uow=uow),
    )


def _tell_back(
    group: Group,
    absence: Absence,
    *,
    deputy_id: UUID | None,
    on: date,
    uow: UnitOfWork,
) -> None:
    uow.outbox.add(
        ContactReassigned(
            group_id=group.id,
            from_user_id=deputy_id,
            to_user_id=absence.user_id,
            from_day=on,
            **_away(group, on=on, uow=uow),
        ),
        version=_next_version(group, uow=uow),
    )


def _away(group: Group, *, on: date, uow: UnitOfWork) -> dict[str, Any]:
    """
    Return when the contact is away from that day on, and who stands in for her.

    The newest word of a group is the only one that counts, so it tells all of them.
    """
    seat = group.seats.get(_CONTACT)
    if seat is None or seat.deputy_id is None:
        return {}
    periods = uow.absences.from_day(on, of=[seat.user_id])
    return {
        "deputy_id": seat.deputy_id,
        "away_from": tuple(one.first_day for one in periods),
        "away_until": tuple(one.last_day for one in periods),
    }


def _with_deputy(user_id: UUID, *, uow: UnitOfWork) -> list[tuple[Group, UUID]]:
    found = []
    for group in uow.groups.everyone():
        seat = group.seats.get(_CONTACT)
        if seat and seat.user_id == user_id and seat.deputy_id:
            found.append((group, seat.deputy_id))
    return found


def _next_version(group: Group, *, uow: UnitOfWork) -> int:
    """
    Count one on: of two words about one group the later must be known as the later.
    """
    group.version += 1
    uow.groups.save(group)
    return group.version


def _when_and_where(group: Group) -> tuple[int, time, time, str]:
    return group.weekday, group.starts_at, group.ends_at, group.place


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
