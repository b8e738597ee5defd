"""
The steps of the ladder, and how a group or one mother has them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.outreach.domain.attempt import Channel
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid, refuse_if_stale

TEAM_TALK_AFTER = 3
"""Missed sessions without contact, before two roles decide."""
LONGEST_WAIT = 9
"""Working days."""
_MOST_MISSES = TEAM_TALK_AFTER


class StepKind(StrEnum):
    """
    What is done next about a mother.
    """

    NEUTRAL_TEXT = "neutral_text"
    CALL = "call"
    SECOND_CALL = "second_call"
    SEE_YOU = "see_you"
    OFFER = "offer"
    TEAM_TALK = "team_talk"
    ASK_AGAIN = "ask_again"


# Sent by the system; all others are a person's.
TEXTS = frozenset({StepKind.NEUTRAL_TEXT, StepKind.SEE_YOU})
# Those of "every week without limit", and those of "more seldom".
WEEKLY_STEPS = TEXTS | {StepKind.CALL, StepKind.SECOND_CALL}
LIGHTER_STEPS = TEXTS | {StepKind.CALL}
CHANNELS_OF: dict[StepKind, tuple[Channel, ...]] = {
    StepKind.NEUTRAL_TEXT: (Channel.TEXT,),
    StepKind.SEE_YOU: (Channel.TEXT,),
    StepKind.CALL: (Channel.CALL,),
    StepKind.SECOND_CALL: (Channel.CALL, Channel.VOICE),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """
    The next thing to do, and from which day on; what is overdue is due today.

    ``follow_up_id`` is that of her newest miss. To ask her again belongs to none.
    """

    kind: StepKind
    due_on: date
    follow_up_id: UUID | None = None

    @property
    def is_text(self) -> bool:
        return self.kind in TEXTS


@dataclass(frozen=True, kw_only=True)
class Due:
    """
    The day on which somebody is to do something, and the step of the ladder.

    Unlike a step's the day does not move on while nobody does it: this is what is
    told. What she has told herself is due too, and is no step.
    """

    step: StepKind | None = None
    on: date | None = None


NOT_DUE = Due()


@dataclass(frozen=True, kw_only=True)
class Rung:
    """
    One step: ``after`` so many working days from the missed session on.

    ``SEE_YOU`` counts back from the next session. ``from_miss`` is the missed session
    of an episode with which the step begins.
    """

    kind: StepKind
    after: int
    from_miss: int = 1


@dataclass(frozen=True)
class Ladder:
    """
    Which steps there are and when; that it ends in a team talk is no choice.
    """

    rungs: tuple[Rung, ...]

    def rung(self, kind: StepKind) -> Rung | None:
        return next((one for one in self.rungs if one.kind is kind), None)

    def only(self, kinds: frozenset[StepKind]) -> "Ladder":
        return Ladder(tuple(one for one in self.rungs if one.kind in kinds))


@dataclass(frozen=True, kw_only=True)
class LadderChange:
    """
    How often a ladder was changed, and by which role and when it was last.

    Of before that was kept, nobody is known.
    """

    version: int = 1
    by_role: Role | None = None
    at: datetime | None = None

    def next(self, *, by: Role, at: datetime) -> Self:
        return replace(self, version=self.version + 1, by_role=by, at=at)

    def refuse_if_stale(self, *, expected: int | None) -> None:
        """
        Raise StaleVersion, with who has changed it and when, for one who saw another.
        """
        told = {"by_role": self.by_role, "at": self.at.isoformat()} if self.at else {}
        refuse_if_stale(
            expected=expected, version=self.version, state="changed", **told
        )


UNCHANGED = LadderChange()


@dataclass(kw_only=True)
class GroupLadder:
    """
    The ladder of one group, from when somebody changed it.
    """

    group_id: UUID
    ladder: Ladder
    last_change: LadderChange = UNCHANGED

    def change(self, ladder: Ladder, *, by: Role, at: datetime) -> None:
        self.ladder = ladder
        self.last_change = self.last_change.next(by=by, at=at)


# A ladder is written as these, in this order.
RUNG_KINDS = (
    StepKind.NEUTRAL_TEXT,
    StepKind.CALL,
    StepKind.SECOND_CALL,
    StepKind.SEE_YOU,
    StepKind.OFFER,
)
DEFAULT_LADDER = Ladder(
    (
        Rung(kind=StepKind.NEUTRAL_TEXT, after=0),
        Rung(kind=StepKind.CALL, after=1),
        Rung(kind=StepKind.SECOND_CALL, after=3),
        Rung(kind=StepKind.SEE_YOU, after=1),
        Rung(kind=StepKind.OFFER, after=2, from_miss=2),
    )
)
LIGHT_LADDER = DEFAULT_LADDER.only(LIGHTER_STEPS)


def ladder_of(told: dict[StepKind, tuple[int, int]]) -> Ladder:
    """
    Make a ladder of days and first misses by step.

    Raises Invalid, naming each step that cannot be so.
    """
    wrong = {
        kind.value: problems
        for kind, (after, from_miss) in told.items()
        if (problems := _problems(kind, after=after, from_miss=from_miss))
    }
    if wrong:
        raise Invalid(wrong)
    return Ladder(
        tuple(
            Rung(kind=kind, after=told[kind][0], from_miss=told[kind][1])
            for kind in RUNG_KINDS
            if kind in told
        )
    )


def _problems(kind: StepKind, *, after: int, from_miss: int) -> list[str]:
    problems = []
    least = 1 if kind is StepKind.SEE_YOU else 0
    if kind not in RUNG_KINDS:
        problems.append("Not a step that can be chosen.")
    if kind is StepKind.NEUTRAL_TEXT and after:
        problems.append("The neutral text leaves on the day of the session.")
    elif not least <= after <= LONGEST_WAIT:
        problems.append(f"From {least} to {LONGEST_WAIT} working days.")
    if not 1 <= from_miss <= _MOST_MISSES:
        problems.append(f"From the first to the {_MOST_MISSES}. missed session.")
    return problems
