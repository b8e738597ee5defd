"""
Who did something to a follow-up before somebody who had looked at an older version.
"""

from typing import Any

from services.outreach.domain.errors import FollowUpClosed
from services.outreach.domain.follow_up import FollowUp
from shared.kernel.refusal import StaleVersion


def refuse_if_somebody_was_first(
    follow_up: FollowUp, *, expected: int | None, **also: Any
) -> None:
    """
    Refuse who comes second, and say which role was first, with what and when.

    One who did not look is refused only on what has ended. Where only its owner or its
    day is another since she looked, nobody was first: hers is taken. ``also`` is told
    beside it where she may say that hers was made all the same.

    Raises StaleVersion or FollowUpClosed.
    """
    told = {"version": follow_up.version, "state": follow_up.state}
    if not follow_up.is_open:
        raise FollowUpClosed(**told, **_first(follow_up), **also)
    if expected is not None and not follow_up.is_as_seen_in(expected):
        raise StaleVersion(**told, **_first(follow_up), **also)


def _first(follow_up: FollowUp) -> dict[str, Any]:
    """
    Return what was done last, by which role and when; nothing of before it was kept.
    """
    act = follow_up.last_act
    if act is None:
        return {}
    return {"did": act.did, "at": act.at.isoformat(), "by_role": act.by_role}
