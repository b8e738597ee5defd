from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from services.roster.domain.absence import day_of
from services.roster.domain.coverage import Coverage, coverage_of
from services.roster.domain.group import Group
from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import PickUpState
from services.roster.domain.seat import THE_THREE
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


@dataclass(frozen=True, kw_only=True)
class StaffedSession:
    """
    A session, and who of the three comes to it.
    """

    session: Session
    group: Group
    coverage: Coverage
    pick_ups: list[PickUp] = field(repr=False)

    @property
    def nobody_is_named(self) -> bool:
        """
        Return whether none of the three has said who runs the group.
        """
        return not self.group.seats

    @property
    def without_driver(self) -> frozenset[UUID]:
        """
        Return the pick-ups that stand, and whoever would drive does not come.

        They are not cancelled: a new mother waits at her door.
        """
        return frozenset(
            one.id
            for one in self.pick_ups
            if one.state is PickUpState.PLANNED
            and one.arrangement.driver_role in THE_THREE
            and self._is_away(one.arrangement.driver_role)
        )

    def _is_away(self, role: Role) -> bool:
        post = self.coverage.of(role)
        return post.absence is not None and post.who_comes is None


def staffed(
    sessions: Collection[Session], *, here: Collection[UUID] | None, uow: UnitOfWork
) -> list[StaffedSession]:
    """
    Count anew who comes to these sessions, with one query for each kind of thing.

    ``here`` are those who have a way in; None trusts what the groups say.
    """
    if not sessions:
        return []
    uow.groups.load(one.group_id for one in sessions)
    days = [day_of(one) for one in sessions]
    absences = uow.absences.between(min(days), max(days))
    pick_ups = _by_session(uow.pick_ups.of_sessions([one.id for one in sessions]))
    found = []
    for session in sessions:
        group = uow.groups.get(session.group_id)
        fetched = pick_ups.get(session.id, [])
        coverage = coverage_of(
            session,
            group=group,
            absences=absences,
            pick_ups=fetched,
            here=group.people if here is None else here,
        )
        found.append(
            StaffedSession(
                session=session, group=group, coverage=coverage, pick_ups=fetched
            )
        )
    return found


def _by_session(pick_ups: Iterable[PickUp]) -> Mapping[UUID, list[PickUp]]:
    found: dict[UUID, list[PickUp]] = {}
    for one in pick_ups:
        found.setdefault(one.session_id, []).append(one)
    return found
