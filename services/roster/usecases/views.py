"""
What a page or an answer shows at once.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from services.roster.domain.attendance import CANCELLATIONS, Attendance, Outcome
from services.roster.domain.child import Child
from services.roster.domain.group import Group
from services.roster.domain.mother import Mother
from services.roster.domain.pick_up import PickUp
from services.roster.domain.profile import Profile
from services.roster.domain.register_change import RegisterChange
from services.roster.domain.session import Session
from shared.kernel.clock import on_the_wall


@dataclass(frozen=True, kw_only=True)
class Counts:
    """
    How many lines of a register say what; both kinds of cancelling are one.
    """

    attended: int
    cancelled: int
    excused: int
    missed: int

    @classmethod
    def of(cls, session: Session) -> "Counts":
        return cls.told_by(line.outcome for line in session.attendances.values())

    @classmethod
    def told_by(cls, outcomes: Iterable[Outcome]) -> "Counts":
        """
        Count outcomes, or take them as they were counted.
        """
        lines = Counter(outcomes)
        return cls(
            attended=lines[Outcome.ATTENDED],
            cancelled=sum(lines[outcome] for outcome in CANCELLATIONS),
            excused=lines[Outcome.EXCUSED],
            missed=lines[Outcome.MISSED],
        )

    @property
    def says_anything(self) -> bool:
        return any((self.attended, self.cancelled, self.excused, self.missed))


@dataclass(frozen=True, kw_only=True)
class SessionView:
    """
    A session in a list.
    """

    session: Session
    group: Group
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class RegisterLine:
    """
    One mother in a register; ``attendance`` is None as long as nobody wrote anything.
    """

    mother: Mother = field(repr=False)
    attendance: Attendance | None


@dataclass(frozen=True, kw_only=True)
class RegisterView:
    """
    A session with a line for every mother that is expected or has a mark.

    ``changes`` are what happened after it was closed, the latest first.
    """

    session: Session
    group: Group
    counts: Counts
    lines: list[RegisterLine]
    changes: list[RegisterChange]

    @property
    def unmarked(self) -> int:
        return sum(line.attendance is None for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class MotherView:
    """
    A mother with her children.
    """

    mother: Mother = field(repr=False)
    children: list[Child] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class FoundMothers:
    """
    Who was found, the likeliest first.

    With ``anyone_can_help`` they stand last who were found for that alone.
    """

    mothers: list[MotherView]
    anyone_can_help: bool


@dataclass(frozen=True, kw_only=True)
class ProfileView:
    """
    What a mother tells of herself; ``seen_version`` is 0 as long as that is nothing.
    """

    profile: Profile = field(repr=False)
    buddy: Mother | None = field(repr=False)
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class PickUpView:
    """
    Who is fetched by whom, to what; ``buddy`` is the mother who fetches, if one does.

    ``driver_away`` says that whoever was to fetch cannot, and nobody is in her place.
    """

    pick_up: PickUp = field(repr=False)
    session: Session
    mother: Mother = field(repr=False)
    buddy: Mother | None = field(repr=False)
    driver_away: bool = False

    @property
    def day(self) -> date:
        return on_the_wall(self.session.starts_at).date()

    @property
    def meets_at(self) -> datetime:
        return self.pick_up.arrangement.moment(self.session)


@dataclass(frozen=True, kw_only=True)
class PickUps:
    """
    Today's first, then the coming ones; and those of before that nobody answered.
    """

    today: list[PickUpView]
    coming: list[PickUpView]
    unanswered: list[PickUpView]


@dataclass(frozen=True, kw_only=True)
class PickUpChoices:
    """
    What somebody chooses from who plans to fetch a mother; ``known`` is what stands.
    """

    mother: Mother = field(repr=False)
    sessions: list[Session]
    buddies: list[Mother] = field(repr=False)
    known: PickUp | None = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """
    What whoever opens the roster on a Tuesday looks for.
    """

    today: list[SessionView]
    coming: list[SessionView]
    past: list[SessionView]
