"""
Whether there are two in the room when a session opens.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from services.roster.domain.absence import Absence, day_of
from services.roster.domain.group import Group
from services.roster.domain.out_at_opening import out_at_opening
from services.roster.domain.pick_up import PickUp
from services.roster.domain.seat import THE_THREE, Seat
from services.roster.domain.session import Session
from shared.kernel.organisations import Role

ENOUGH = 2


class WhyNot(StrEnum):
    """
    Why nobody of this role is in the room at opening.
    """

    NOBODY_NAMED = "nobody_named"
    ABSENT = "absent"
    FETCHING = "fetching"


@dataclass(frozen=True, kw_only=True)
class Post:
    """
    One of the three at one session: who comes, if anybody does.

    ``absence`` is that of the one who is named, and ``deputy_id`` who may be asked
    because of it; None where there is none, or where she is away herself.
    ``deputy_comes`` is what she says, None as long as she has not said.
    """

    role: Role
    who_comes: UUID | None = None
    is_fetching: bool = False
    absence: Absence | None = None
    deputy_id: UUID | None = None
    deputy_comes: bool | None = None

    @property
    def why_not(self) -> WhyNot | None:
        if self.who_comes is None:
            return WhyNot.ABSENT if self.absence else WhyNot.NOBODY_NAMED
        return WhyNot.FETCHING if self.is_fetching else None

    @property
    def is_asked(self) -> bool:
        return self.deputy_id is not None and self.deputy_comes is None


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """
    The three at one session.
    """

    posts: tuple[Post, ...]

    @property
    def in_room(self) -> tuple[Role, ...]:
        return tuple(post.role for post in self.posts if post.why_not is None)

    @property
    def is_covered(self) -> bool:
        """
        Rule 6: at least two of the three are in the room at opening.
        """
        return len(self.in_room) >= ENOUGH

    @property
    def causes(self) -> frozenset[str]:
        """
        Return why it is short, if it is.
        """
        if self.is_covered:
            return frozenset()
        return frozenset(
            f"{one.role}-{one.why_not}" for one in self.posts if one.why_not
        )

    def of(self, role: Role) -> Post:
        return next(post for post in self.posts if post.role is role)


def coverage_of(
    session: Session,
    *,
    group: Group,
    absences: Iterable[Absence],
    pick_ups: Iterable[PickUp],
    here: Collection[UUID],
) -> Coverage:
    """
    Count anew who is in the room at opening.

    ``here`` are those who still have a way in: who has left is not counted on.
    """
    away = {one.user_id: one for one in absences if one.is_on(day_of(session))}
    out = out_at_opening(pick_ups)
    posts = (
        _post(role, group.seats.get(role), session=session, away=away, here=here)
        for role in THE_THREE
    )
    return Coverage(
        posts=tuple(replace(post, is_fetching=post.role in out) for post in posts)
    )


def _post(
    role: Role,
    seat: Seat | None,
    *,
    session: Session,
    away: dict[UUID, Absence],
    here: Collection[UUID],
) -> Post:
    if seat is None or seat.user_id not in here:
        return Post(role=role)
    absence = away.get(seat.user_id)
    if absence is None:
        return Post(role=role, who_comes=seat.user_id)
    deputy = seat.deputy_id
    if deputy is None or deputy not in here or deputy in away:
        return Post(role=role, absence=absence)
    comes = absence.says(session, deputy_id=deputy)
    return Post(
        role=role,
        who_comes=deputy if comes else None,
        absence=absence,
        deputy_id=deputy,
        deputy_comes=comes,
    )
