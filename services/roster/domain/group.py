"""
A baby group: the same day, the same time, the same place, and the same three people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Self
from uuid import UUID

from services.roster.domain.errors import GroupRunByThem
from services.roster.domain.name import name_errors, refuse_if_any, tidy_name
from services.roster.domain.seat import THE_THREE, Seat
from shared.kernel.organisations import ORGANISATIONS_OF, Organisation, Role, first_of
from shared.kernel.refusal import Forbidden, refuse_if_stale

SUNDAY = 6
USUAL_CAPACITY = 20
_LARGEST_CAPACITY = 999
RUNS_A_GROUP = (
    Organisation.DAYCARE,
    Organisation.HEALTH_VISITORS,
    Organisation.HOUSING_TEAM,
    Organisation.DAYCARE_INTAKE,
)
OWNERS = tuple(one for role in THE_THREE for one in ORGANISATIONS_OF[role])


@dataclass(frozen=True, kw_only=True)
class GroupPlan:
    """
    What is written down of a group as a person writes it, whole.

    ``weekday`` counts from Monday, which is 0. ``room_owner`` is whose room it is, and
    ``capacity`` how many mothers there is room for: it warns and never stops anybody.
    """

    name: str
    weekday: int
    starts_at: time
    ends_at: time
    place: str
    room_owner: Organisation = Organisation.DAYCARE
    capacity: int = USUAL_CAPACITY


@dataclass(kw_only=True)
class Group:
    """
    A baby group; its times are those of a clock on the wall in its room.

    ``seats`` are by role, at most one for each of the three. ``run_by`` says for each
    kind of organisation which one it is; where that is not said, the first.

    Refuses a weekday that is none, an end that does not come after the start, and a
    room that is none of theirs.
    """

    id: UUID
    name: str
    weekday: int
    starts_at: time
    ends_at: time
    place: str
    room_owner: Organisation = Organisation.DAYCARE
    capacity: int = USUAL_CAPACITY
    seats: Mapping[Role, Seat] = field(default_factory=dict)
    run_by: Mapping[Organisation, UUID] = field(default_factory=dict)
    version: int = 1

    def __post_init__(self) -> None:
        firsts = {kind: first_of(kind) for kind in RUNS_A_GROUP}
        self.run_by = firsts | dict(self.run_by)
        self.name, self.place = tidy_name(self.name), tidy_name(self.place)
        errors = name_errors(name=self.name, place=self.place)
        if not 0 <= self.weekday <= SUNDAY:
            errors["weekday"] = ["Write 0 for Monday to 6 for Sunday."]
        if self.ends_at <= self.starts_at:
            errors["ends_at"] = ["Write a time after the start."]
        if self.room_owner not in OWNERS:
            errors["room_owner"] = ["Choose one of the three organisations."]
        if not 1 <= self.capacity <= _LARGEST_CAPACITY:
            told = f"Write a number between 1 and {_LARGEST_CAPACITY}."
            errors["capacity"] = [told]
        refuse_if_any(errors)

    @property
    def daycare_id(self) -> UUID:
        """
        Return the daycare that it is with: the school holidays there are the group's.
        """
        return self.run_by[Organisation.DAYCARE]

    @property
    def people(self) -> frozenset[UUID]:
        """
        Return who is named in it, also as a deputy.
        """
        return frozenset().union(*(seat.people for seat in self.seats.values()))

    def is_full(self, listed: int) -> bool:
        """
        Return whether it is worth a word that so many are on the list.
        """
        return listed >= self.capacity

    def changed(self, plan: GroupPlan, *, seen_version: int | None) -> Self:
        """
        Return the group as it is from now on; refuses what another has changed since.
        """
        refuse_if_stale(expected=seen_version, version=self.version, state="group")
        return replace(self, **vars(plan), version=self.version + 1)

    def run_by_others(
        self, run_by: Mapping[Organisation, UUID], *, seen_version: int | None
    ) -> Self:
        """
        Return the group as these run it from now on, each with its own people.

        Whom an organisation named that runs it no more is not named any more.
        """
        refuse_if_stale(expected=seen_version, version=self.version, state="group")
        if run_by == self.run_by:
            raise GroupRunByThem(state="group", version=self.version)
        gone = {kind for kind in RUNS_A_GROUP if run_by[kind] != self.run_by[kind]}
        seats = {
            role: seat
            for role, seat in self.seats.items()
            if gone.isdisjoint(ORGANISATIONS_OF[role])
        }
        return replace(self, run_by=run_by, seats=seats, version=self.version + 1)

    def seated(self, role: Role, seat: Seat | None) -> Self:
        """
        Return the group with another facilitator for one role, or with none.
        """
        if role not in THE_THREE:
            raise Forbidden
        others = {one: known for one, known in self.seats.items() if one is not role}
        seats = others | ({role: seat} if seat else {})
        return replace(self, seats=seats, version=self.version + 1)
