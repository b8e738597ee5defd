"""
How many came to a group and left it, and what they left for.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.enrolment_change import EnrolmentChange

_IN_THE_GROUP = frozenset({Enrolment.ACTIVE, Enrolment.PAUSED, Enrolment.LEAVING})

TELLING = frozenset(
    {
        Step.LISTED,
        Step.CAME_FIRST_TIME,
        Step.FIRST_VISIT_CORRECTED,
        Step.CHANGED_GROUP,
        Step.LEFT,
        Step.SAID_NO_THANKS,
        Step.UNDONE,
    }
)
"""The steps that a turnover is counted from."""


@dataclass(frozen=True, kw_only=True)
class Turnover:
    """
    Of one group and one time; each mother counts once in each number.

    ``reasons`` are of those who left: what she said, or that it was a no thanks, or
    that she went to another group.
    """

    came: int
    left: int
    reasons: Mapping[str, int]

    @classmethod
    def of(
        cls, changes: Iterable[EnrolmentChange], *, group_id: UUID, end: datetime
    ) -> "Turnover":
        """
        Count the steps before ``end``, told from the earliest on to the last of today.

        What was undone was never so, whenever that was.

        Whoever was entered as one of the group came, or was there for the first time,
        or came from another group. A no thanks of one who had never come leaves
        nothing.
        """
        held = _that_held(changes, end=end)
        came = {one.mother_id for one in held if _is_coming(one, group_id=group_id)}
        left = {
            one.mother_id: _reason(one)
            for one in held
            if _is_leaving(one, group_id=group_id)
        }
        return cls(came=len(came), left=len(left), reasons=Counter(left.values()))


def _that_held(
    changes: Iterable[EnrolmentChange], *, end: datetime
) -> list[EnrolmentChange]:
    """
    Leave out what was undone, and only then what a correction of a register took back.

    A correction that was undone itself has taken nothing back; a later one than ``end``
    changes no figure that was read before it.
    """
    stood = [one for one in _without(changes, by=_undone_by) if one.at < end]
    return _without(stood, by=_corrected_by)


def _without(
    changes: Iterable[EnrolmentChange], *, by: Callable[[EnrolmentChange], str | None]
) -> list[EnrolmentChange]:
    held: list[EnrolmentChange] = []
    for change in changes:
        taken_back = by(change)
        if taken_back is None:
            held.append(change)
        else:
            _take_back(taken_back, change.mother_id, held)
    return held


def _undone_by(change: EnrolmentChange) -> str | None:
    return change.reason if change.step is Step.UNDONE else None


def _corrected_by(change: EnrolmentChange) -> str | None:
    is_correction = change.step is Step.FIRST_VISIT_CORRECTED
    return Step.CAME_FIRST_TIME if is_correction else None


def _take_back(step: str, mother_id: UUID, held: list[EnrolmentChange]) -> None:
    """
    Forget the latest of these; one of an earlier time has been counted there.
    """
    for one in reversed(held):
        if (one.mother_id, one.step) == (mother_id, step):
            held.remove(one)
            return


def _is_coming(change: EnrolmentChange, *, group_id: UUID) -> bool:
    if change.step is Step.CHANGED_GROUP:
        is_first = change.about != group_id
    else:
        is_first = change.step in {Step.LISTED, Step.CAME_FIRST_TIME}
    return is_first and change.to_state in _IN_THE_GROUP


def _is_leaving(change: EnrolmentChange, *, group_id: UUID) -> bool:
    if change.step is Step.CHANGED_GROUP:
        is_last = change.about == group_id
    else:
        is_last = change.step in {Step.LEFT, Step.SAID_NO_THANKS}
    return is_last and change.from_state in _IN_THE_GROUP


def _reason(change: EnrolmentChange) -> str:
    if change.step is Step.CHANGED_GROUP:
        return change.step
    if change.step is Step.SAID_NO_THANKS or change.reason is None:
        return Enrolment.DECLINED
    return change.reason
